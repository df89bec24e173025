//! What the browser reads at load: one entry for each callback.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::callback::{Callback, PreventInitialCall, Running};
use crate::clientside::ClientsideFunction;
use crate::dependency::Dependency;
use crate::value::Value;

/// One entry of `_dash-dependencies`.
#[allow(clippy::struct_excessive_bools, reason = "the renderer reads these very fields")]
#[derive(Debug, Serialize)]
pub(crate) struct DependencyEntry<'a> {
    output: &'a str,
    inputs: Vec<Trigger<'a>>,
    state: Vec<Trigger<'a>>,
    clientside_function: Option<&'a ClientsideFunction>,
    prevent_initial_call: bool,
    background: Option<()>,
    /// Callbacks are never added at run time; Dash tells the two kinds apart like this.
    dynamic_creator: Option<bool>,
    no_output: bool,
    optional: bool,
    hidden: bool,
    websocket: bool,
    persistent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    running: Option<RunningEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct Trigger<'a> {
    id: String,
    property: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    allow_optional: bool,
}

#[derive(Debug, Serialize)]
struct RunningEntry<'a> {
    running: Targets<'a>,
    #[serde(rename = "runningOff")]
    running_off: Targets<'a>,
}

/// Values by `id.property`.
#[derive(Debug)]
struct Targets<'a> {
    running: &'a [Running],
    value: fn(&Running) -> &Value,
}

impl Serialize for Targets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.running.len()))?;
        for running in self.running {
            map.serialize_entry(&running.target.to_string(), (self.value)(running))?;
        }
        map.end()
    }
}

impl<'a> DependencyEntry<'a> {
    pub(crate) fn new(output: &'a str, callback: &'a Callback) -> Self {
        let triggers = |dependencies: &'a [Dependency]| {
            dependencies
                .iter()
                .map(|dependency| Trigger {
                    id: dependency.id.to_string(),
                    property: &dependency.property,
                    allow_optional: dependency.allow_optional,
                })
                .collect()
        };
        let targets = |value| Targets { running: &callback.running, value };
        Self {
            output,
            inputs: triggers(&callback.inputs),
            state: triggers(&callback.state),
            clientside_function: callback.clientside.as_ref(),
            prevent_initial_call: callback.prevent_initial_call == Some(PreventInitialCall::Yes),
            background: None,
            dynamic_creator: callback.clientside.is_some().then_some(false),
            no_output: callback.outputs.is_empty(),
            optional: callback.optional,
            hidden: callback.hidden,
            websocket: false,
            persistent: callback.persistent,
            running: (!callback.running.is_empty()).then(|| RunningEntry {
                running: targets(|running| &running.meanwhile),
                running_off: targets(|running| &running.afterwards),
            }),
        }
    }
}
