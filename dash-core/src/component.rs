//! Components, and the macros that the generated bindings are written in.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::component_id::{self, ComponentId};
use crate::value::{Str, Value, set};

/// A component package as Python names it, known to every component of its bindings.
#[derive(Debug)]
pub struct Package {
    /// The name under which the package is published and locked, for example `feffery-antd-components`.
    pub name: &'static str,
    /// Its JavaScript namespace, for example `feffery_antd_components`.
    pub namespace: &'static str,
}

/// What is known of a component type before one is made.
#[derive(Debug)]
pub struct Meta {
    /// The package that draws it.
    pub package: &'static Package,
    /// Its name in the package, for example `AntdButton`.
    pub name: &'static str,
    /// Its properties, by wire name.
    pub props: &'static [&'static str],
}

impl Meta {
    /// Whether the component has a property of this wire name; `data-*` and `aria-*` always are.
    pub fn has_prop(&self, name: &str) -> bool {
        self.props.contains(&name) || name.starts_with("data-") || name.starts_with("aria-")
    }
}

/// One component of a layout: its type and the properties that were set.
///
/// Written as `{"props":{..},"type":"Div","namespace":"dash_html_components"}`. A property that was never set is
/// absent, one that was set to nothing is null; `children` is always there where the type takes it, as in Dash
/// (`dash/development/base_component.py`).
#[derive(Debug, Clone)]
pub struct Component {
    meta: &'static Meta,
    props: Vec<(Str, Value)>,
}

impl Component {
    /// A component of a type, with no property set.
    pub const fn new(meta: &'static Meta) -> Self {
        Self { meta, props: Vec::new() }
    }

    /// What is known of its type.
    pub fn meta(&self) -> &'static Meta {
        self.meta
    }

    /// Sets a property by its wire name.
    // Not inlined: an app with a thousand setters is a third smaller for it.
    #[inline(never)]
    pub fn with(mut self, name: impl Into<Str>, value: Value) -> Self {
        set(&mut self.props, name.into(), value);
        self
    }

    /// The value of a property by its wire name, if it was set.
    pub fn prop(&self, name: &str) -> Option<&Value> {
        self.props.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Its id, if it has one.
    pub fn id(&self) -> Option<ComponentId> {
        self.prop("id").and_then(component_id::from_value)
    }

    /// Calls `visit` for this component and each one inside it, wherever it is nested.
    pub fn for_each<'a>(&'a self, visit: &mut dyn FnMut(&'a Component)) {
        visit(self);
        self.props.iter().for_each(|(_, value)| value.for_each_component(visit));
    }
}

impl Serialize for Component {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Component", 3)?;
        object.serialize_field("props", &Props(self))?;
        object.serialize_field("type", self.meta.name)?;
        object.serialize_field("namespace", self.meta.package.namespace)?;
        object.end()
    }
}

/// The properties as an object, with `children` where the type takes it.
struct Props<'a>(&'a Component);

impl Serialize for Props<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Component { meta, props } = self.0;
        let mut map = serializer.serialize_map(None)?;
        if meta.props.contains(&"children") && self.0.prop("children").is_none() {
            map.serialize_entry("children", &())?;
        }
        props.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}

/// Defines `PACKAGE`, the package of a bindings crate, and makes it known to every app that links the crate.
#[macro_export]
macro_rules! package {
    ($name:literal, $namespace:literal) => {
        /// The component package that these bindings are for.
        pub static PACKAGE: $crate::Package = $crate::Package { name: $name, namespace: $namespace };
        $crate::__private::inventory::submit! { $crate::LinkedPackage(&PACKAGE) }
    };
}

/// A package whose bindings are linked into this program: its scripts belong on the page.
#[derive(Debug)]
pub struct LinkedPackage(pub &'static Package);

inventory::collect!(LinkedPackage);

/// Defines components, one line a property: `setter: Type = "wireName",`.
///
/// `Type` is what the setter takes anything `Into` of. Expects `PACKAGE` in scope (see [`package!`](crate::package)).
/// Generated bindings consist of these tables; nobody needs to write one by hand.
#[macro_export]
macro_rules! components {
    ($(
        $(#[$doc:meta])*
        $component:ident { $($setter:ident: $ty:ty = $wire:literal,)* }
    )*) => { $(
        $(#[$doc])*
        #[derive(::core::fmt::Debug, ::core::clone::Clone)]
        pub struct $component($crate::Component);

        impl $component {
            /// What is known of this component type.
            pub const META: &'static $crate::Meta = &$crate::Meta {
                package: &PACKAGE,
                name: ::core::stringify!($component),
                props: &[$($wire),*],
            };

            /// A component with no property set.
            #[allow(clippy::new_without_default)]
            pub const fn new() -> Self {
                Self($crate::Component::new(Self::META))
            }

            $(
                #[doc = ::core::concat!("Sets `", $wire, "`.")]
                pub fn $setter(self, value: impl ::core::convert::Into<$ty>) -> Self {
                    Self(self.0.with($wire, $crate::Value::from(::core::convert::Into::<$ty>::into(value))))
                }
            )*

            /// Sets any property by its wire name, for what the typed setters cannot say.
            pub fn prop(self, name: impl ::core::convert::Into<$crate::Str>, value: impl ::core::convert::Into<$crate::Value>) -> Self {
                Self(self.0.with(name, value.into()))
            }
        }

        impl ::core::convert::From<$component> for $crate::Component {
            fn from(component: $component) -> Self {
                component.0
            }
        }

        impl ::core::convert::From<$component> for $crate::Children {
            fn from(component: $component) -> Self {
                $crate::Children::from(component.0)
            }
        }

        impl ::core::convert::From<$component> for $crate::Value {
            fn from(component: $component) -> Self {
                $crate::Value::from(component.0)
            }
        }

        impl $crate::__private::serde::Serialize for $component {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl $crate::IsComponent for $component {}
    )* };
}

/// Marks the types that [`components!`](crate::components) defines, so that a callback may return them.
pub trait IsComponent: Into<Component> {}

/// Defines the enum of a property that takes one of a few texts: `Variant = "wire text",`.
#[macro_export]
macro_rules! prop_enums {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($variant:ident = $wire:literal,)* }
    )*) => { $(
        $(#[$doc])*
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        pub enum $name {
            $(
                #[doc = ::core::concat!("`", $wire, "`")]
                $variant,
            )*
        }

        impl ::core::convert::From<$name> for $crate::Value {
            fn from(value: $name) -> Self {
                $crate::Value::from(match value { $($name::$variant => $wire,)* })
            }
        }
    )* };
}
