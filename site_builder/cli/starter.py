"""The files of a new digest. All in it is invented."""

from collections.abc import Mapping

_SITE = """\
title: A new digest
url: https://digest.example
lang: en
description: What the press wrote, and what is known about it.

# From best to worst, then those off the scale.
verdicts:
  accurate:
    label: Accurate
    rating: 5
    description: What is said is so.
  needs-context:
    label: Needs context
    rating: 3
    description: It is so, but something that matters is left out.
  inaccurate:
    label: Inaccurate
    rating: 1
    description: What is said is not so.
  unproven:
    label: Unproven
    description: Nothing that we found settles it.

people:
  me:
    name: The editor

# Where readers report errors: an address for mail, or one on the web.
contact: corrections@digest.example
"""

_ARTICLE = """\
---
id: 2024-05-02-bridge-reopens
title: Bridge reopens after a year of repairs
date: 2024-05-02
source:
  name: Harbour Post
  url: https://harbour-post.example/2024/05/bridge-reopens
  retrieved: 2024-05-03
tags: [bridges]
annotations:
  - quote: the longest bridge in the country
    claim: longest-bridge
---
Cars cross the harbour again since Thursday morning. The works took a year and cost less than had
been planned, the city says.

The mayor called it *the longest bridge in the country* and thanked those who had to drive around
the bay.
"""

_SOURCE = """\
---
name: Harbour Post
url: https://harbour-post.example/
hosts: [harbour-post.example]
kind: newspaper
---
An invented newspaper of an invented town.
"""

_CLAIM = """\
---
claim: The harbour bridge is the longest bridge in the country
verdict: inaccurate
fact: Two bridges in the country are longer.
evidence:
  - title: Register of bridges
    url: https://register.example/bridges
    kind: primary
    accessed: 2024-05-03
by: me
checked: 2024-05-03
---
The register lists all bridges by their length. The harbour bridge is the third.
"""

_PAGE = """\
---
title: About
---
Who makes this digest, how articles are chosen, and how to reach us.
"""

_METHODOLOGY = """\
---
title: How we check
---
Which claims we choose and why, where we look, who reviews a check, and what each verdict means. A
reader should be able to do again what we did.
"""

_CORRECTIONS = """\
---
title: Corrections
---
What we do when we were wrong: how a mistake is corrected, where that is said, and how readers can
complain if we do not agree.
"""

_FUNDING = """\
---
title: Funding
---
To whom this digest belongs, who pays for it, and what they have no say in.
"""

_PEOPLE = """\
---
title: Who we are
---
Everybody who writes and reviews here, with what they have learnt and done before.
"""

_IGNORED = """\
/output/
/.cache/
"""

STARTER: Mapping[str, str] = {
    "content/site.yaml": _SITE,
    "content/articles/2024/2024-05-02-bridge-reopens.md": _ARTICLE,
    "content/sources/harbour-post.md": _SOURCE,
    "content/claims/longest-bridge.md": _CLAIM,
    "content/pages/about.md": _PAGE,
    "content/pages/methodology.md": _METHODOLOGY,
    "content/pages/corrections-policy.md": _CORRECTIONS,
    "content/pages/funding.md": _FUNDING,
    "content/pages/people.md": _PEOPLE,
    ".gitignore": _IGNORED,
}
"""The text of each file by its path below the digest's folder."""
