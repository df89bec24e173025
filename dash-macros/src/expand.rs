//! Meaning to tokens. Cannot fail.
//!
//! The function is emitted as it was written. Beside it stand an empty struct of its name, which lives in another
//! name space and carries the definition, and one `const _` block.

mod builder;
mod handler;
mod outputs;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{ItemConst, Path, Visibility};

use crate::declaration::{Declaration, Written};
use crate::function::Function;
use crate::validate::{Callback, Parameter};

pub(crate) use outputs::outputs;

/// The function and its registration.
pub(crate) fn callback(callback: &Callback<'_>, function: &Function) -> TokenStream {
    let Callback { declaration, arguments, extractors } = callback;
    let names = arguments.iter().map(|argument| &argument.name);
    let names = (!arguments.is_empty()).then(|| quote! { .arguments([#(#names),*]) });
    let extractors = extractors.iter().map(|Parameter { ty, .. }| quote! { .extracts::<#ty>() });
    let handler = handler::handler(callback, function);
    let ident = &function.signature.ident;
    let finish = quote! { #names #(#extractors)* .handler(#handler) };
    let registration =
        registration(declaration, &function.visibility, ident, function.is_deprecated(), &finish);
    // Arguments are owned because they are decoded, extractors because they are made for the call; clippy cannot know.
    let owned = function.parameters().next().map(|_| quote! { #[allow(clippy::needless_pass_by_value)] });
    quote! {
        #owned
        #function
        #registration
    }
}

/// The constant that holds a function in JavaScript, and its registration.
pub(crate) fn clientside(declaration: &Declaration<'_>, constant: &ItemConst) -> TokenStream {
    let ident = &constant.ident;
    let registration =
        registration(declaration, &constant.vis, ident, false, &quote! { .clientside(#ident) });
    quote! { #constant #registration }
}

/// The struct and the block that make a callback known.
fn registration(
    declaration: &Declaration<'_>,
    visibility: &Visibility,
    ident: &Ident,
    is_deprecated: bool,
    finish: &TokenStream,
) -> TokenStream {
    let marker = marker(visibility, ident);
    let dash = private(declaration.krate);
    let name = ident.unraw().to_string();
    let declared = builder::declaration(declaration);
    // By one name, so that a path to something else is one error.
    let outputs = match &declaration.outputs {
        Written::Struct(path) => {
            let outputs = builder::outputs_type(path);
            Some(quote! { type #outputs = #path; })
        }
        Written::Listed { .. } => None,
    };
    let callback = quote! { __dash::Callback::builder(#name) #declared #finish };
    let callback = if outputs.is_some() {
        quote! { { #outputs #callback } }
    } else {
        callback
    };
    let deprecated = is_deprecated.then(|| quote! { #[allow(deprecated)] });
    quote! {
        #marker
        #deprecated
        const _: () = {
            use #dash as __dash;
            impl __dash::Define for #ident {
                const DEF: __dash::Def = __dash::Def {
                    name: #name,
                    module: __dash::module_path!(),
                    at: __dash::Location { file: __dash::file!(), line: __dash::line!() },
                    build: || #callback,
                };
            }
            __dash::submit! { <#ident as __dash::Define>::DEF }
        };
    }
}

/// The function, the struct and the errors: what refers to the callback elsewhere stays quiet.
pub(crate) fn broken(krate: Option<&Path>, function: &Function, error: &syn::Error) -> TokenStream {
    if function.stands_alone() {
        let errors = error.to_compile_error();
        return quote! { #function #errors };
    }
    broken_item(krate, function, &function.visibility, &function.signature.ident, error)
}

/// As [`broken`], for any item with a name of its own.
pub(crate) fn broken_item(
    krate: Option<&Path>,
    item: &dyn ToTokens,
    visibility: &Visibility,
    ident: &Ident,
    error: &syn::Error,
) -> TokenStream {
    let errors = error.to_compile_error();
    let marker = marker(visibility, ident);
    let dash = private(krate);
    quote! {
        #item
        #marker
        const _: () = {
            use #dash as __dash;
            impl __dash::Define for #ident {
                const DEF: __dash::Def = __dash::BROKEN;
            }
        };
        #errors
    }
}

/// Where the runtime keeps what generated code names.
fn private(krate: Option<&Path>) -> TokenStream {
    krate.map_or_else(|| quote! { ::dash::__private }, |krate| quote! { #krate::__private })
}

/// The empty struct that `callbacks![..]` finds by the function's name.
fn marker(visibility: &Visibility, ident: &Ident) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code, missing_debug_implementations, unreachable_pub)]
        #visibility struct #ident {}
    }
}
