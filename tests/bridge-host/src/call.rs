//! One call: what the oracle is asked, and what becomes of its answer.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use dash::{
    Args, BoxError, ComponentId, Ctx, Map, PreventUpdate, Property, Reply, Resolved, Slot, Update,
    UpdateError, Value,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::manifest::Shape;
use crate::oracle::Oracle;

/// The function in Python that a callback stands for.
#[derive(Debug)]
pub(crate) struct Function {
    /// The callback's `output`, as Python writes it.
    pub(crate) id: String,
    pub(crate) shape: Shape,
    /// For each argument whether it is a list, because its id has `ALL` or `ALLSMALLER`.
    pub(crate) lists: Vec<bool>,
    /// For each output whether it is a list.
    pub(crate) output_lists: Vec<bool>,
    pub(crate) oracle: Arc<Oracle>,
}

/// The oracle is asked to run a function: that of the callback, or that for its errors.
#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    args: Option<&'a [Argument]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<usize>,
    multi: bool,
    no_output: bool,
    ctx: Context<'a>,
}

/// An argument as JSON text, or several.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Argument {
    One(Box<RawValue>),
    Many(Vec<Box<RawValue>>),
}

/// What `dash.ctx` knows of the call.
#[derive(Serialize)]
struct Context<'a> {
    inputs_list: Vec<Resolved>,
    states_list: Vec<Resolved>,
    outputs_list: Outputs,
    inputs: BTreeMap<String, Box<RawValue>>,
    states: BTreeMap<String, Box<RawValue>>,
    triggered: Vec<Triggered>,
    cookies: BTreeMap<String, String>,
    headers: BTreeMap<String, &'a str>,
    path: String,
    remote: Option<String>,
    origin: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outputs {
    One(Option<Resolved>),
    List(Vec<Resolved>),
}

#[derive(Serialize)]
struct Triggered {
    prop_id: String,
    value: Box<RawValue>,
}

/// What the function did.
#[derive(Deserialize)]
struct Answer {
    status: Status,
    /// One for each output.
    #[serde(default)]
    values: Vec<Box<RawValue>>,
    #[serde(default)]
    set_props: BTreeMap<String, BTreeMap<String, Box<RawValue>>>,
    #[serde(default)]
    cookies: Vec<(String, String)>,
    #[serde(default)]
    returned_something: bool,
    /// Why it failed.
    #[serde(default)]
    text: String,
    /// By what number the oracle knows the error.
    error: Option<usize>,
}

/// A function failed in Python; `Display` is the traceback.
#[derive(Debug)]
pub(crate) struct PythonError {
    text: String,
    number: Option<usize>,
}

impl fmt::Display for PythonError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl Error for PythonError {}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Ok,
    Prevent,
    Error,
}

/// `no_update`, as Python writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoUpdate {
    #[serde(rename = "_dash_no_update")]
    _mark: String,
}

impl Function {
    /// The arguments as they came.
    pub(crate) fn arguments(&self, args: &mut Args<'_>) -> Result<Vec<Argument>, UpdateError> {
        let argument = |is_list: &bool| {
            if *is_list { args.next().map(Argument::Many) } else { args.next().map(Argument::One) }
        };
        self.lists.iter().map(argument).collect()
    }

    /// Has the function run, and takes over what it did.
    pub(crate) async fn call(&self, args: &[Argument], ctx: &Ctx) -> Result<Reply, BoxError> {
        let reply = self.ask("call", Some(args), None, ctx).await?;
        reply.ok_or_else(|| PreventUpdate.into())
    }

    /// Has the function for errors run; there is no reply when it wants nothing to change.
    pub(crate) async fn recover(&self, error: &UpdateError, ctx: &Ctx) -> Result<Option<Reply>, BoxError> {
        let python = match error {
            UpdateError::Failed { error, .. } => error.downcast_ref::<PythonError>(),
            _ => None,
        };
        match python.and_then(|error| error.number) {
            Some(number) => self.ask("recover", None, Some(number), ctx).await,
            None => Err(error.to_string().into()),
        }
    }

    async fn ask(
        &self,
        name: &str,
        args: Option<&[Argument]>,
        error: Option<usize>,
        ctx: &Ctx,
    ) -> Result<Option<Reply>, BoxError> {
        let Shape { multi, no_output } = self.shape;
        let context = Context::new(ctx, multi);
        let question = Question { id: &self.id, args, error, multi, no_output, ctx: context };
        let answer: Answer = self.oracle.ask(name, &question).await?;
        match answer.status {
            Status::Prevent => Ok(None),
            Status::Error => Err(PythonError { text: answer.text, number: answer.error }.into()),
            Status::Ok => self.take_over(answer, ctx).map(Some),
        }
    }

    fn take_over(&self, answer: Answer, ctx: &Ctx) -> Result<Reply, BoxError> {
        for (id, props) in answer.set_props {
            ctx.set_props(component_id(&id)?, props.into_iter().collect::<Map>());
        }
        for cookie in answer.cookies {
            ctx.set_cookie(cookie);
        }
        if self.shape.no_output && answer.returned_something {
            // One value more than there are outputs: the server says what it thinks of it.
            return Ok(Reply::new([Update::Set(Value::Null)]));
        }
        // The server counts the values; a surplus one is for no list.
        let lists = self.output_lists.iter().copied().chain(std::iter::repeat(false));
        let slots = answer.values.into_iter().zip(lists).map(|(value, is_list)| slot(value, is_list));
        let mut slots = slots.collect::<Result<Vec<_>, _>>()?;
        if !slots.is_empty() && self.oracle.breaks_this() {
            slots.fill_with(|| Update::Keep.into());
        }
        Ok(Reply::new(slots))
    }
}

impl<'a> Context<'a> {
    fn new(ctx: &'a Ctx, multi: bool) -> Self {
        let mut outputs = ctx.outputs_list();
        Self {
            inputs_list: ctx.inputs_list(),
            states_list: ctx.states_list(),
            outputs_list: if multi { Outputs::List(outputs) } else { Outputs::One(outputs.pop()) },
            inputs: values(&ctx.inputs()),
            states: values(&ctx.states()),
            triggered: ctx.triggered().iter().map(Triggered::from).collect(),
            cookies: ctx.cookies().into_iter().collect(),
            headers: ctx.headers().into_iter().map(|(name, value)| (title_case(name), value)).collect(),
            path: match ctx.query() {
                Some(query) => format!("{}?{query}", ctx.path()),
                None => ctx.path().to_owned(),
            },
            remote: ctx.remote_addr().map(|address| address.ip().to_string()),
            origin: ctx.header("origin").unwrap_or_default(),
        }
    }
}

impl From<&Property> for Triggered {
    fn from(property: &Property) -> Self {
        Self { prop_id: property.prop_id(), value: json(property) }
    }
}

fn values(properties: &[Property]) -> BTreeMap<String, Box<RawValue>> {
    properties.iter().map(|property| (property.prop_id(), json(property))).collect()
}

fn json(property: &Property) -> Box<RawValue> {
    serde_json::from_str(property.json()).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// A value for an output, or for each component of an output that is a list.
fn slot(value: Box<RawValue>, is_list: bool) -> Result<Slot, serde_json::Error> {
    if is_list && value.get().starts_with('[') {
        let values: Vec<Box<RawValue>> = serde_json::from_str(value.get())?;
        return Ok(values.into_iter().map(update).collect::<Vec<_>>().into());
    }
    Ok(update(value).into())
}

fn update(value: Box<RawValue>) -> Update<Value> {
    match serde_json::from_str::<NoUpdate>(value.get()) {
        Ok(_) => Update::Keep,
        Err(_) => Update::Set(value.into()),
    }
}

fn component_id(text: &str) -> Result<ComponentId, serde_json::Error> {
    if text.starts_with('{') { serde_json::from_str(text) } else { Ok(text.to_owned().into()) }
}

/// A header's name as Python's servers spell it: a user's function may look it up in a dictionary.
fn title_case(name: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_ascii_uppercase() + rest
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}
