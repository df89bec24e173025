//! The second style: dependencies that stand on the parameters, `#[input("price.value")] price: f64`.

use syn::{Attribute as Attr, FnArg};

use crate::dependency::Dependency;
use crate::errors::Errors;
use crate::function::Function;
use crate::parse::{Attribute, OneOrList};

/// Moves the dependencies from the parameters into the attribute. What rustc would not know is taken off the function.
pub(crate) fn collect(attribute: &mut Attribute, function: &mut Function, errors: &mut Errors) {
    let (mut inputs, mut states) = (Vec::new(), Vec::new());
    let parameters = function.signature.inputs.iter_mut().filter_map(|input| match input {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    });
    let mut found = Vec::new();
    for (position, parameter) in parameters.enumerate() {
        let (ours, theirs): (Vec<Attr>, Vec<Attr>) = parameter.attrs.drain(..).partition(is_dependency);
        parameter.attrs = theirs;
        if let Some(second) = ours.get(1) {
            errors.on(second, "a parameter is one input or one state");
        }
        found.extend(ours.into_iter().take(1).map(|ours| (position, ours)));
    }
    let Some((_, first)) = found.first() else { return };
    if attribute.input.is_some() || attribute.state.is_some() {
        errors.on(first, "inputs and states stand in `#[callback(..)]` or on the parameters, not in both");
        return;
    }
    for (position, attr) in found {
        if let Some(dependency) = errors.ok(attr.parse_args::<Dependency>()) {
            let role = if attr.path().is_ident("input") { &mut inputs } else { &mut states };
            role.push((position, dependency));
        }
    }
    // On the wire all inputs come before all states, wherever their parameters stand.
    let (input_order, inputs): (Vec<_>, Vec<_>) = inputs.into_iter().unzip();
    let (state_order, states): (Vec<_>, Vec<_>) = states.into_iter().unzip();
    attribute.order = Some([input_order, state_order].concat());
    attribute.input = list(inputs);
    attribute.state = list(states);
}

fn list(items: Vec<Dependency>) -> Option<OneOrList<Dependency>> {
    (!items.is_empty()).then_some(OneOrList { items, listed: true })
}

fn is_dependency(attribute: &Attr) -> bool {
    attribute.path().is_ident("input") || attribute.path().is_ident("state")
}
