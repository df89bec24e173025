import typing

from dash.development.base_component import Component


class Tiny(Component):
    _children_props = ["items[].label"]
    _namespace = "tiny_components"
    _type = "Tiny"

    Items = TypedDict("Items", {"label": ComponentType})

    def __init__(
        self,
        children: typing.Optional[ComponentType] = None,
        id: typing.Optional[typing.Union[str, dict]] = None,
        nClicks: typing.Optional[NumberType] = None,
        type: typing.Optional[Literal["primary", "plain-text"]] = None,
        size: typing.Optional[Literal["small", 12]] = None,
        label: typing.Optional[str] = None,
        disabled: typing.Optional[bool] = None,
        style: typing.Optional[dict] = None,
        **kwargs,
    ):
        self._prop_names = ["children", "id", "aria-*", "disabled", "label", "nClicks", "size", "style", "type"]
