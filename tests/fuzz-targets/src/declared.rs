//! A callback as data, from which both the real one and the expectations are made.

use dash_core::{
    App, Call, Callback, CheckedApp, Checks, Ctx, Dependency, IdPattern, IntoReply, Json, KeyPattern,
    Property, Reply, Resolved, Slot, Update, Value as Prop, Wildcard,
};
use serde_json::{Map, Value, json};

/// The value of a key of an id, or a wildcard.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    Text(String),
    Number(f64),
    Bool(bool),
    Wild(Wildcard),
}

/// An id, of text or of keys.
#[derive(Debug, Clone)]
pub(crate) enum Id {
    Text(String),
    Keys(Vec<(String, Key)>),
}

/// An output, an input or a state.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) id: Id,
    pub(crate) property: String,
    pub(crate) allow_duplicate: bool,
    pub(crate) allow_optional: bool,
}

/// A callback.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared {
    pub(crate) outputs: Vec<Part>,
    pub(crate) is_listed: bool,
    pub(crate) inputs: Vec<Part>,
    pub(crate) state: Vec<Part>,
}

impl Id {
    pub(crate) fn wildcards(&self) -> impl Iterator<Item = (&str, Wildcard)> {
        let keys = match self {
            Self::Text(_) => &[],
            Self::Keys(keys) => keys.as_slice(),
        };
        keys.iter().filter_map(|(name, key)| match key {
            Key::Wild(wildcard) => Some((name.as_str(), *wildcard)),
            _ => None,
        })
    }

    pub(crate) fn is_many(&self) -> bool {
        self.wildcards().any(|(_, wildcard)| wildcard != Wildcard::Match)
    }

    fn pattern(&self) -> IdPattern {
        match self {
            Self::Text(text) => IdPattern::Text(text.clone().into()),
            Self::Keys(keys) => IdPattern::keys(keys.iter().map(|(name, key)| {
                let key: KeyPattern = match key {
                    Key::Text(text) => text.clone().into(),
                    Key::Number(number) => (*number).into(),
                    Key::Bool(value) => (*value).into(),
                    Key::Wild(wildcard) => (*wildcard).into(),
                };
                (name.clone(), key)
            })),
        }
    }
}

impl Part {
    pub(crate) fn new(id: Id, property: &str) -> Self {
        Self { id, property: property.to_owned(), allow_duplicate: false, allow_optional: false }
    }

    pub(crate) fn dependency(&self) -> Dependency {
        let mut dependency = Dependency::from((self.id.pattern(), self.property.clone()));
        if self.allow_duplicate {
            dependency = dependency.allow_duplicate();
        }
        if self.allow_optional {
            dependency = dependency.allow_optional();
        }
        dependency
    }
}

impl Declared {
    /// The callback: it answers with what it was given.
    pub(crate) fn callback(&self, name: &'static str) -> Callback {
        let dependencies = |parts: &[Part]| parts.iter().map(Part::dependency).collect::<Vec<_>>();
        let mut builder =
            Callback::builder(name).inputs(dependencies(&self.inputs)).states(dependencies(&self.state));
        builder = match self.outputs.as_slice() {
            [] => builder,
            [output] if !self.is_listed => builder.output(output.dependency()),
            outputs => builder.outputs(dependencies(outputs)),
        };
        builder.handler(|mut args| {
            let values = (0..args.len()).map(|_| args.next()).collect::<Result<Vec<Value>, _>>()?;
            let ctx = args.ctx().clone();
            Ok(Call::blocking(move || Ok(reply(&echo(&values, &ctx), &ctx)?)))
        })
    }
}

/// An app of these callbacks, whatever its checks say, and what the browser knows each by.
pub(crate) fn app(callbacks: Vec<Callback>) -> (CheckedApp, Vec<String>) {
    let app = App::new().layout("").callbacks(callbacks).checks(Checks::Warn);
    let app = app.into_checked().expect("a warned app starts");
    let told: Value = serde_json::from_slice(app.dependencies()).expect("dependencies are JSON");
    let output = |entry: &Value| entry["output"].as_str().expect("`output` is text").to_owned();
    let outputs = told.as_array().expect("dependencies are a list").iter().map(output).collect();
    (app, outputs)
}

/// What the callback was told.
fn echo(values: &[Value], ctx: &Ctx) -> Value {
    let matched =
        ["a", "b", "index"].into_iter().filter_map(|key| Some((key.to_owned(), json!(ctx.matched(key)?))));
    let triggered = ctx.triggered().iter().map(property).collect::<Vec<_>>();
    json!({
        "args": values,
        "matched": matched.collect::<Map<_, _>>(),
        "triggered": triggered,
        "triggered_id": ctx.triggered_id(),
        "inputs": ctx.inputs_list().iter().map(resolved).collect::<Vec<_>>(),
        "states": ctx.states_list().iter().map(resolved).collect::<Vec<_>>(),
    })
}

fn property(property: &Property) -> Value {
    let value: Value = property.value().expect("it was an argument already");
    json!([property.id(), property.property(), value])
}

fn resolved(resolved: &Resolved) -> Value {
    match resolved {
        Resolved::One(one) => property(one),
        Resolved::Many(many) => json!([many.iter().map(property).collect::<Vec<_>>()]),
    }
}

/// For each component of each output the same.
fn reply(echo: &Value, ctx: &Ctx) -> Result<Reply, serde_json::Error> {
    let value = Prop::json(echo)?;
    let slots = ctx.outputs_list().into_iter().map(|output| match output {
        Resolved::One(_) => Slot::from(Update::Set(value.clone())),
        Resolved::Many(each) => Slot::from(vec![Update::Set(value.clone()); each.len()]),
    });
    Ok(Reply::new(slots))
}

/// A callback without code of this kind: for endpoints.
pub(crate) fn typed(name: &'static str) -> Callback {
    let builder = Callback::builder(name).output(("typed", "children"));
    let builder = builder.inputs([("n", "value"), ("text", "value")]).state(("list", "value"));
    builder.arguments(["n", "text", "list"]).handler(|mut args| {
        let n: Option<u64> = args.next()?;
        let text: Option<String> = args.next()?;
        let list: Vec<Option<f64>> = args.next()?;
        Ok(Call::blocking(move || Json((n, text, list)).into_reply()))
    })
}
