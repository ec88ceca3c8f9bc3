// Lets a build on Netlify know what earlier ones found out: the text of an article that has not
// changed is not worked out again. A store that is missing, old or of another branch costs time
// and nothing else, so nothing that goes wrong here stops a build.

const STORE = ".cache/digest/store.sqlite";

const attempt = async (what, work) => {
  try {
    console.log(`${(await work()) ? what : `Not ${what.toLowerCase()}: there is none`}.`);
  } catch (error) {
    console.log(`Not ${what.toLowerCase()}: ${error.message}`);
  }
};

module.exports = {
  onPreBuild: ({ utils }) =>
    attempt("Restored what is known of the content", () => utils.cache.restore(STORE)),
  onPostBuild: ({ utils }) =>
    attempt("Kept what is known of the content", () => utils.cache.save(STORE)),
};
