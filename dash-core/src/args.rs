//! From the JSON of a request to the arguments of a function.

mod list;

use serde::de::{DeserializeOwned, Deserializer};
use serde_json::value::RawValue;

use crate::callback::{Callback, Role};
use crate::ctx::{Ctx, FromContext};
use crate::suggest::shortened;
use crate::update_error::UpdateError;
use crate::wire::{Item, Items};
use list::List;

/// A type that an input or a state can be decoded into: anything that is [`DeserializeOwned`].
///
/// A property is null until something sets it, also `n_clicks` before the first click: take `Option<T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a callback",
    label = "not readable from a property",
    note = "arguments are decoded from JSON: derive `serde::Deserialize`, or take a type that implements it",
    note = "`Ctx`, `Data<T>` and other extractors come after the inputs and states; is an input missing?"
)]
pub trait Arg: Sized {
    /// Decodes the JSON of a property's value.
    ///
    /// # Errors
    /// When the JSON is of another shape.
    fn decode<'de, D: Deserializer<'de>>(json: D) -> Result<Self, D::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Arg for T {
    fn decode<'de, D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        T::deserialize(json)
    }
}

/// The arguments of one call, still borrowed from the request's body; hands them out in declaration order.
#[derive(Debug)]
pub struct Args<'a> {
    callback: &'a Callback,
    values: &'a Values<'a>,
    ctx: &'a Ctx,
    position: usize,
}

/// Where the JSON of arguments is.
#[derive(Debug)]
pub(crate) enum Values<'a> {
    /// In an update request: inputs, then states.
    Update { inputs: &'a [Items<'a>], state: &'a [Items<'a>] },
    /// One for each input and state, if it was given.
    Given(Vec<Option<&'a RawValue>>),
}

/// The JSON that one argument is decoded from.
enum Value<'a> {
    /// The value of a property; none if nothing has set it.
    One(Option<&'a RawValue>),
    /// The values of all properties that `ALL` or `ALLSMALLER` stands for.
    Many(&'a [Item<'a>]),
}

impl<'a> Values<'a> {
    fn len(&self) -> usize {
        match self {
            Self::Update { inputs, state } => inputs.len() + state.len(),
            Self::Given(values) => values.len(),
        }
    }

    fn get(&self, position: usize) -> Option<Value<'a>> {
        let items = match self {
            Self::Update { inputs, .. } if position < inputs.len() => &inputs[position],
            Self::Update { inputs, state } => state.get(position - inputs.len())?,
            Self::Given(values) => return values.get(position).copied().map(Value::One),
        };
        Some(match items {
            Items::One(item) => Value::One(item.value),
            Items::Many(items) => Value::Many(items),
        })
    }
}

impl<'a> Args<'a> {
    pub(crate) fn new(callback: &'a Callback, values: &'a Values<'a>, ctx: &'a Ctx) -> Self {
        Self { callback, values, ctx, position: 0 }
    }

    /// The value of the next input or state. With `ALL` and `ALLSMALLER` it is a list: take a `Vec<T>`.
    ///
    /// # Errors
    /// When it cannot be decoded as a `T`; the error names callback, argument and dependency.
    // Not `Iterator::next`: each item has a type of its own.
    #[allow(clippy::should_implement_trait)]
    pub fn next<T: Arg>(&mut self) -> Result<T, UpdateError> {
        let position = self.position;
        self.position += 1;
        match self.values.get(position) {
            Some(Value::One(value)) => {
                let json = value.map_or("null", RawValue::get);
                T::decode(&mut serde_json::Deserializer::from_str(json))
                    .map_err(|error| self.undecodable(position, json, &error))
            }
            Some(Value::Many(items)) => T::decode(List(items)).map_err(|error| {
                let values: Vec<_> =
                    items.iter().map(|item| item.value.map_or("null", RawValue::get)).collect();
                self.undecodable(position, &format!("[{}]", values.join(",")), &error)
            }),
            // The number of values was compared with the declaration before.
            None => Err(self.undeclared(position)),
        }
    }

    /// The number of inputs and states.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is neither input nor state.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The context of the call.
    pub fn ctx(&self) -> &Ctx {
        self.ctx
    }

    /// A parameter that comes from the context.
    ///
    /// # Errors
    /// When the extractor fails.
    pub fn extract<T: FromContext>(&mut self) -> Result<T, UpdateError> {
        T::from_context(self.ctx).map_err(|source| UpdateError::failed(self.callback, source))
    }

    #[cold]
    fn undeclared(&self, position: usize) -> UpdateError {
        let message = format!("argument {} is asked for, but only {} are declared", position + 1, self.len());
        UpdateError::Argument { origin: self.callback.origin(), message }
    }

    #[cold]
    fn undecodable(&self, position: usize, json: &str, error: &serde_json::Error) -> UpdateError {
        let callback = self.callback;
        let Some((role, dependency)) = callback.dependency(position) else {
            return self.undeclared(position);
        };
        let role = match role {
            Role::Input => "input",
            Role::State => "state",
        };
        let argument = match callback.arguments.get(position) {
            Some(name) => format!("argument `{name}`"),
            None => format!("argument {}", position + 1),
        };
        let problem = if json == "null" {
            "is null, as a property is until something sets it; take an `Option<_>`".to_owned()
        } else {
            // serde_json ends its messages with a position inside the value, which says nothing to the reader.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            format!("does not fit: {message}; found {}", shortened(json))
        };
        UpdateError::Argument {
            origin: callback.origin(),
            message: format!("{argument} ({role} `{dependency}`) {problem}"),
        }
    }
}
