//! From a declaration in the manifest to a callback of the run-time builder.

use std::sync::Arc;

use dash::{BoxError, Call, Callback, CallbackBuilder, ClientsideFunction, Dependency, PreventInitialCall};

use tokio::runtime::Handle;
use tokio::task::block_in_place;

use crate::call::Function;
use crate::manifest::{Clientside, Declaration, Manifest, PythonCallback, Running, Trigger};
use crate::oracle::Oracle;

/// The callbacks of the app, in the order in which they are declared.
pub(crate) fn all(manifest: &Manifest, oracle: &Arc<Oracle>) -> Result<Vec<Callback>, BoxError> {
    manifest.dependencies.iter().map(|declaration| one(declaration, manifest, oracle)).collect()
}

fn one(declaration: &Declaration, manifest: &Manifest, oracle: &Arc<Oracle>) -> Result<Callback, BoxError> {
    let id = &declaration.output;
    let (outputs, inputs) = (outputs(declaration)?, triggers(&declaration.inputs)?);
    let state = triggers(&declaration.state)?;
    let is_many = |dependencies: &[Dependency]| dependencies.iter().map(|it| it.id().is_many()).collect();
    let (lists, output_lists) = (is_many(&[inputs.as_slice(), &state].concat()), is_many(&outputs));

    let mut builder = options(Callback::builder(id.clone()), declaration)?;
    builder = if is_list(id) {
        builder.outputs(outputs)
    } else {
        outputs.into_iter().fold(builder, CallbackBuilder::output)
    };
    builder = inputs.into_iter().fold(builder, CallbackBuilder::input);
    builder = state.into_iter().fold(builder, CallbackBuilder::state);
    if let Some(function) = &declaration.clientside_function {
        return Ok(builder.clientside(clientside(function, &manifest.inline_scripts)));
    }
    let python = manifest.callbacks.get(id).ok_or_else(|| format!("no function for `{id}`"))?;
    let (id, shape, oracle) = (id.clone(), python.shape, Arc::clone(oracle));
    let function = Arc::new(Function { id, shape, lists, output_lists, oracle });
    Ok(attach(builder, python, function))
}

/// What a declaration says beside its dependencies.
fn options(builder: CallbackBuilder, declaration: &Declaration) -> Result<CallbackBuilder, BoxError> {
    let duplicates = declaration.output.contains('@');
    let builder = builder
        .prevent_initial_call(match (declaration.prevent_initial_call, duplicates) {
            (true, _) => PreventInitialCall::Yes,
            (false, true) => PreventInitialCall::InitialDuplicate,
            (false, false) => PreventInitialCall::No,
        })
        .optional(declaration.optional.unwrap_or(false))
        .hidden(declaration.hidden.unwrap_or(false))
        .persistent(declaration.persistent.unwrap_or(false));
    match &declaration.running {
        Some(running) => self::running(builder, running),
        None => Ok(builder),
    }
}

/// The function in Python as handler, and where else it is called.
fn attach(mut builder: CallbackBuilder, python: &PythonCallback, function: Arc<Function>) -> Callback {
    if let Some(path) = &python.api_endpoint {
        builder = builder.api_endpoint(path.clone()).arguments(python.arguments.clone());
    }
    if python.on_error {
        let function = Arc::clone(&function);
        builder = builder.on_error(move |error, ctx| {
            // A handler does not wait in Rust; this one asks another process.
            block_in_place(|| Handle::current().block_on(function.recover(error, ctx)))
        });
    }
    builder.handler(move |mut args| {
        let arguments = function.arguments(&mut args)?;
        let (function, ctx) = (Arc::clone(&function), args.ctx().clone());
        Ok(Call::future(async move { function.call(&arguments, &ctx).await }))
    })
}

/// Whether the text is that of a list of outputs, be it a list of one.
fn is_list(output: &str) -> bool {
    output.starts_with("..") && output.ends_with("..")
}

/// The outputs that the text names.
fn outputs(declaration: &Declaration) -> Result<Vec<Dependency>, BoxError> {
    let text = declaration.output.as_str();
    match text {
        _ if declaration.no_output => Ok(Vec::new()),
        _ if is_list(text) => text[2..text.len() - 2].split("...").map(output).collect(),
        _ => Ok(vec![output(text)?]),
    }
}

/// One output; Python writes `\.` for the dots of its id, and marks one of several writers by a hash after `@`.
fn output(text: &str) -> Result<Dependency, BoxError> {
    let text = text.replace("\\.", ".");
    let (id, property) = text.rsplit_once('.').ok_or_else(|| format!("`{text}` is no output"))?;
    match property.split_once('@') {
        Some((property, _)) => Ok(dependency(id, property)?.allow_duplicate()),
        None => dependency(id, property),
    }
}

fn triggers(triggers: &[Trigger]) -> Result<Vec<Dependency>, BoxError> {
    triggers.iter().map(trigger).collect()
}

fn trigger(trigger: &Trigger) -> Result<Dependency, BoxError> {
    let found = dependency(&trigger.id, &trigger.property)?;
    Ok(if trigger.allow_optional { found.allow_optional() } else { found })
}

fn running(mut builder: CallbackBuilder, running: &Running) -> Result<CallbackBuilder, BoxError> {
    for (target, meanwhile) in &running.running {
        let afterwards = running.running_off.get(target);
        builder = builder.running(target.parse::<Dependency>()?, meanwhile, afterwards);
    }
    Ok(builder)
}

fn dependency(id: &str, property: &str) -> Result<Dependency, BoxError> {
    Ok(format!("{id}.{property}").parse()?)
}

/// The function of a named script, or the source that a script of the page assigns to the name.
fn clientside(function: &Clientside, scripts: &[String]) -> ClientsideFunction {
    let Clientside { namespace, function_name } = function;
    let start = format!("ns[\"{function_name}\"] = ");
    let source = scripts.iter().find_map(|script| {
        let (_, source) = script.split_once(&start)?;
        source.trim_end().strip_suffix("})();")?.trim_end().strip_suffix(';')
    });
    match source {
        Some(source) => ClientsideFunction::inline(source.to_owned()),
        None => ClientsideFunction::named(namespace.clone(), function_name.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(output: &str, no_output: bool) -> Vec<String> {
        let json = serde_json::json!({"output": output, "no_output": no_output, "inputs": [], "state": []});
        let declaration: Declaration = serde_json::from_value(json).unwrap();
        outputs(&declaration).unwrap().iter().map(Dependency::to_string).collect()
    }

    #[test]
    fn outputs_are_read_from_pythons_text() {
        assert_eq!(texts("a.children", false), ["a.children"]);
        assert_eq!(texts("..a.children..", false), ["a.children"]);
        assert_eq!(texts("..a.x...b.y@0f..", false), ["a.x", "b.y"]);
        assert_eq!(texts(r#"{"i":["ALL"],"t":"a\.b"}.x"#, false), [r#"{"i":["ALL"],"t":"a.b"}.x"#]);
        assert_eq!(texts("0f0f", true), [""; 0]);
    }

    #[test]
    fn the_source_of_an_inline_function_is_found_as_it_was_written() {
        let script = "\n(function() {\n    ns[\"0f\"] = \n function(a) { return {b: a}; }\n;\n})();\n";
        let function = |name: &str| Clientside { namespace: "n".into(), function_name: name.into() };
        let found = clientside(&function("0f"), &[script.to_owned()]);
        assert_eq!(found, ClientsideFunction::inline("\n function(a) { return {b: a}; }\n".to_owned()));
        let named = clientside(&function("zoom"), &[script.to_owned()]);
        assert_eq!(named, ClientsideFunction::new("n", "zoom"));
    }
}
