//! `#[derive(Outputs)]`: a struct whose fields are the outputs of a callback.

use syn::{Fields, Ident, ItemStruct, Path};

use crate::declaration::{self, Role, Source};
use crate::dependency::Dependency;
use crate::errors::Errors;
use crate::wildcards;

/// What the outputs stand in.
pub(crate) const NAMED: &str = "the outputs of a callback are a struct with a named field for each";

/// The outputs as they were written: one for each field.
pub(crate) struct Written {
    krate: Option<Path>,
    fields: Vec<(Ident, Dependency)>,
}

/// A struct that keeps every rule.
pub(crate) struct OutputsStruct<'a> {
    pub(crate) krate: Option<Path>,
    pub(crate) ident: &'a Ident,
    pub(crate) fields: Vec<(&'a Ident, Source<'a>)>,
}

/// Reads the attributes of the fields.
pub(crate) fn parse(input: &ItemStruct, errors: &mut Errors) -> Written {
    let mut written = Written { krate: None, fields: Vec::new() };
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("dash")) {
        let read = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                written.krate = Some(meta.value()?.parse()?);
                Ok(())
            } else {
                Err(meta.error("expected `crate = ::dash`"))
            }
        });
        errors.ok(read);
    }
    let fields = match &input.fields {
        Fields::Named(fields) if !fields.named.is_empty() => &fields.named,
        _ => {
            errors.on(&input.ident, NAMED);
            return written;
        }
    };
    if !input.generics.params.is_empty() {
        errors.on(&input.generics, "the outputs of a callback have concrete types");
    }
    for field in fields {
        let mut outputs = field.attrs.iter().filter(|attribute| attribute.path().is_ident("output"));
        let Some(name) = &field.ident else { continue };
        match (outputs.next(), outputs.next()) {
            (Some(output), None) => {
                if let Some(dependency) = errors.ok(output.parse_args::<Dependency>()) {
                    written.fields.push((name.clone(), dependency));
                }
            }
            (None, _) => {
                let message = format!("missing `#[output(\"id.property\")]`: what does `{name}` write?");
                errors.on(name, message);
            }
            (Some(_), Some(second)) => errors.on(second, "a field is one output"),
        }
    }
    written
}

/// Checks what was read.
pub(crate) fn validate<'a>(
    written: &'a Written,
    ident: &'a Ident,
    mut errors: Errors,
) -> syn::Result<OutputsStruct<'a>> {
    let dependencies: Vec<&Dependency> = written.fields.iter().map(|(_, dependency)| dependency).collect();
    declaration::distinct(dependencies.iter().copied(), &mut errors);
    wildcards::outputs(&dependencies, &mut errors);
    let fields = written.fields.iter().filter_map(|(name, dependency)| {
        Some((name, declaration::source(dependency, Role::Output, &mut errors)?))
    });
    let fields = fields.collect();
    errors.finish(Some(OutputsStruct { krate: written.krate.clone(), ident, fields }))
}
