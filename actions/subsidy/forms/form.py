"""What all forms share: nothing is coerced, no key is unknown, no text is blank."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

RATIO = r"^(0\.\d{1,4}|1(\.0+)?)$"
FILLED = r"\S"


class Form(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Text = Annotated[str, Field(pattern=FILLED)]
Whole = Annotated[int, Field(gt=0)]
Ratio = Annotated[str, Field(pattern=RATIO, examples=["0.30"])]
