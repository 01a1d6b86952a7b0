"""JSON Schema of the two documents, made from the records, as an author writes them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from unbend.routine.model import EXERCISES_ADAPTER, Routine

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ONE_OR_SEVERAL = ("posture", "there", "back")
"""Keys under which one may stand without a list."""
_STEP_REFS = ("ExerciseStep", "RepeatStep", "IncludeStep", "WalkStep", "RestStep")


def schema(document: str) -> dict[str, Any]:
    """Return the schema of `routine` or `exercises` files."""
    if document == "routine":
        made = Routine.model_json_schema(schema_generator=_AuthorSchema)
        return {"$schema": _DIALECT, **made, "title": "Unbend routine"}
    made = EXERCISES_ADAPTER.json_schema(schema_generator=_AuthorSchema)
    definitions = made.pop("$defs")
    return {
        "$schema": _DIALECT,
        "$defs": definitions,
        "title": "Unbend exercises",
        "type": "object",
        "properties": {"unbend": {"const": 1}},
        "additionalProperties": {"$ref": "#/$defs/Exercise"},
    }


class _AuthorSchema(GenerateJsonSchema):
    """pydantic's schema of what it would accept itself, turned into what an author may write.

    The shorthands are expanded by validators, which a schema cannot see into: a step may be a bare id, and one posture
    or pose may stand without a list.
    """

    def generate(self, schema: Any, mode: Any = "validation") -> dict[str, Any]:  # noqa: ANN401  # pydantic's signature
        made = super().generate(schema, mode)
        for definition in [made, *made.get("$defs", {}).values()]:
            for name, field in definition.get("properties", {}).items():
                if name == "steps":
                    field["items"] = {"anyOf": [{"$ref": "#/$defs/Id"}, *_step_refs(made)]}
                elif name in _ONE_OR_SEVERAL:
                    several, *others = field["anyOf"]
                    field["anyOf"] = [several["items"], {**several, "minItems": 1}, *others]
        if "$defs" in made:
            made["$defs"]["Id"] = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
        return made


def _step_refs(made: dict[str, Any]) -> list[dict[str, str]]:
    return [{"$ref": f"#/$defs/{name}"} for name in _STEP_REFS if name in made.get("$defs", {})]
