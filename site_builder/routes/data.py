"""Where the open data lies."""

from collections.abc import Mapping

from site_builder.routes.plan import DataKind, PlannedFile


def plan_data() -> Mapping[DataKind, PlannedFile]:
    """Plan the files of the open data, which every digest has."""
    return {kind: PlannedFile(f"/data/{kind}.json", f"data/{kind}.json") for kind in DataKind}
