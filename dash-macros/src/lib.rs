//! The attributes of Dash for Rust. Their documentation is at the re-exports, such as `dash::callback`.
//!
//! Tokens become syntax (`parse`), syntax becomes meaning (`validate`, every rule, all errors at once), meaning
//! becomes tokens (`expand`, which cannot fail). The same tokens always give the same tokens: nothing here reads
//! files, the environment or features, or knows a type by its name.

mod declaration;
mod dependency;
mod errors;
mod expand;
mod function;
mod limits;
mod outputs;
mod parameters;
mod parse;
mod pattern;
mod validate;
mod wildcards;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{ItemConst, ItemStruct};

use crate::errors::Errors;
use crate::function::Function;

/// Registers a function as a callback. Documented at `dash::callback`.
#[proc_macro_attribute]
pub fn callback(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    callback_tokens(attribute.into(), &item.into()).into()
}

/// Registers a function in JavaScript as a callback. Documented at `dash::clientside_callback`.
#[proc_macro_attribute]
pub fn clientside_callback(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    clientside_tokens(attribute.into(), &item.into()).into()
}

/// Makes a struct the outputs of a callback. Documented at `dash::Outputs`.
#[proc_macro_derive(Outputs, attributes(output, dash))]
pub fn outputs(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    outputs_tokens(item.into()).into()
}

/// The whole macro, in terms that also work outside the compiler.
fn callback_tokens(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut function: Function = match syn::parse2(item.clone()) {
        Ok(function) => function,
        // rustc reports what is wrong with a signature.
        Err(_) if function::is_unfinished(item) => return item.clone(),
        Err(_) => {
            let start = item.clone().into_iter().next();
            let error = syn::Error::new_spanned(start, "`#[callback]` goes on a function").to_compile_error();
            return quote::quote! { #error #item };
        }
    };
    let (mut attribute, mut errors) = parse::attribute(attribute);
    parameters::collect(&mut attribute, &mut function, &mut errors);
    match validate::callback(&attribute, &function, errors) {
        Ok(callback) => expand::callback(&callback, &function),
        Err(error) => expand::broken(attribute.krate(), &function, &error),
    }
}

fn clientside_tokens(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let Ok(constant) = syn::parse2::<ItemConst>(item.clone()) else {
        let start = item.clone().into_iter().next();
        let message = "`#[clientside_callback]` goes on a constant that holds the function in JavaScript, \
            such as `const GREET: &str = \"(name) => `Hello, ${name}`\";`";
        let error = syn::Error::new_spanned(start, message).to_compile_error();
        return quote::quote! { #error #item };
    };
    let (attribute, mut errors) = parse::attribute(attribute);
    let is_parsed = errors.is_empty();
    let declaration = declaration::declaration(&attribute, is_parsed, &mut errors);
    if is_parsed {
        declaration::says_something(&attribute, &mut errors);
    }
    attribute.for_the_server(&mut errors);
    match errors.finish(Some(declaration)) {
        Ok(declaration) => expand::clientside(&declaration, &constant),
        Err(error) => {
            expand::broken_item(attribute.krate(), &constant, &constant.vis, &constant.ident, &error)
        }
    }
}

fn outputs_tokens(item: TokenStream) -> TokenStream {
    let input: ItemStruct = match syn::parse2(item.clone()) {
        Ok(input) => input,
        Err(_) => return syn::Error::new_spanned(item, outputs::NAMED).to_compile_error(),
    };
    let mut errors = Errors::default();
    let written = outputs::parse(&input, &mut errors);
    match outputs::validate(&written, &input.ident, errors) {
        Ok(outputs) => expand::outputs(&outputs),
        Err(error) => error.to_compile_error(),
    }
}
