"""Objects that several aspect models have in common: quantities, order positions, kinds of demand."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import model_validator

from taktwin.exchange.catenax.aspect import Entity, builder, given
from taktwin.exchange.catenax.values import ItemUnit, Maybe, Number, expected


class ItemQuantity(Entity):
    """A quantity and its unit."""

    value: Number
    unit: ItemUnit


class OrderPositionReference(Entity):
    """The position of an order that a customer has given."""

    supplierOrderId: Maybe[str] = None
    customerOrderId: str
    customerOrderPositionId: str


DemandCategoryCode = Literal["0001", "A1S1", "SR99", "PI01", "OS01", "OI01", "ED01", "PO01"]


class DemandCategory(Entity):
    """What a demand is for.

    Codes: 0001 default, A1S1 after sales, SR99 series, PI01 phase-in, OS01 single order, OI01 small series, ED01
    extraordinary, PO01 phase-out.
    """

    demandCategoryCode: DemandCategoryCode

    @model_validator(mode="before")
    @classmethod
    def _one_of_the_kinds(cls, value: Any) -> Any:
        # the schema has one object for each code, so the object is what is wrong, not the code in it
        codes = get_args(DemandCategoryCode)
        if isinstance(value, dict):
            code = value.get("demandCategoryCode")
            if not isinstance(code, str) or code not in codes:
                raise expected(
                    f'an object with "demandCategoryCode" one of {", ".join(codes)}', "use one of these codes"
                )
        return value


@builder
def item_quantity(value: float, unit: ItemUnit = "unit:piece") -> ItemQuantity:
    """A quantity in a unit of the standard."""
    return ItemQuantity(value=value, unit=unit)


@builder
def order_position(customer: str, position: str, supplier: str | None = None) -> OrderPositionReference:
    """A reference to a position of an order: the customer's number, the position in it, the supplier's number."""
    fields = given(customerOrderId=customer, customerOrderPositionId=position, supplierOrderId=supplier)
    return OrderPositionReference(**fields)
