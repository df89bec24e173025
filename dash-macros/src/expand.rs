//! Meaning to tokens. Cannot fail.
//!
//! The function is emitted as it was written. Beside it stand an empty struct of its name, which lives in another
//! name space and carries the definition, and one `const _` block.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Path, ReturnType};

use crate::function::Function;
use crate::parse::Flag;
use crate::validate::{Callback, Parameter, Property, Source, is_opaque};

/// The function and its registration.
pub(crate) fn callback(callback: &Callback<'_>, function: &Function) -> TokenStream {
    let marker = marker(function);
    let dash = private(callback.krate);
    let ident = &function.signature.ident;
    let name = ident.unraw().to_string();
    let build = build(callback, function, &name);
    // Arguments are owned because they are decoded; clippy cannot know.
    let owned = (!callback.arguments.is_empty()).then(|| quote! { #[allow(clippy::needless_pass_by_value)] });
    let deprecated = function.is_deprecated().then(|| quote! { #[allow(deprecated)] });
    quote! {
        #owned
        #function
        #marker
        #deprecated
        const _: () = {
            use #dash as __dash;
            impl __dash::Define for #ident {
                const DEF: __dash::Def = __dash::Def {
                    name: #name,
                    module: __dash::module_path!(),
                    at: __dash::Location { file: __dash::file!(), line: __dash::line!() },
                    build: || #build,
                };
            }
            __dash::submit! { <#ident as __dash::Define>::DEF }
        };
    }
}

/// The function, the struct and the errors: what refers to the callback elsewhere stays quiet.
pub(crate) fn broken(krate: Option<&Path>, function: &Function, error: &syn::Error) -> TokenStream {
    let errors = error.to_compile_error();
    if function.stands_alone() {
        return quote! { #function #errors };
    }
    let marker = marker(function);
    let dash = private(krate);
    let ident = &function.signature.ident;
    quote! {
        #function
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
fn marker(function: &Function) -> TokenStream {
    let (visibility, ident) = (&function.visibility, &function.signature.ident);
    quote! {
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code, missing_debug_implementations, unreachable_pub)]
        #visibility struct #ident {}
    }
}

/// The builder calls that say what the attribute says.
fn build(callback: &Callback<'_>, function: &Function, name: &str) -> TokenStream {
    let outputs = callback.outputs.iter().map(source);
    // Several outputs are a list anyway.
    let outputs = if callback.outputs_are_listed && callback.outputs.len() == 1 {
        quote! { #(.outputs([#outputs]))* }
    } else {
        quote! { #(.output(#outputs))* }
    };
    let inputs = callback.inputs.iter().map(source);
    let state = callback.state.iter().map(source);
    let running = callback.running.iter().map(|(target, meanwhile, afterwards)| {
        let place = dependency(target);
        let value = |value: &syn::Expr| match target {
            Property::Text { .. } => value.to_token_stream(),
            Property::Handle { field, .. } => quote! { __dash::at(#field).value(#value) },
        };
        let (meanwhile, afterwards) = (value(meanwhile), value(afterwards));
        quote! { .running(#place, #meanwhile, #afterwards) }
    });
    let prevent = match callback.prevent_initial_call {
        Flag::Bool(false) => None,
        Flag::Bool(true) => Some(quote! { .prevent_initial_call(true) }),
        Flag::InitialDuplicate => {
            Some(quote! { .prevent_initial_call(__dash::PreventInitialCall::InitialDuplicate) })
        }
    };
    let arguments = callback.arguments.iter().map(|argument| &argument.name);
    let arguments = (!callback.arguments.is_empty()).then(|| quote! { .arguments([#(#arguments),*]) });
    let optional = callback.optional.then(|| quote! { .optional(true) });
    let hidden = callback.hidden.then(|| quote! { .hidden(true) });
    let extractors = callback.extractors.iter().map(|Parameter { ty, .. }| quote! { .extracts::<#ty>() });
    let handler = handler(callback, function);
    quote! {
        __dash::Callback::builder(#name)
            #outputs
            #(.input(#inputs))*
            #(.state(#state))*
            #(#running)*
            #prevent
            #optional
            #hidden
            #arguments
            #(#extractors)*
            .handler(#handler)
    }
}

/// A dependency with its modifier.
fn source(source: &Source<'_>) -> TokenStream {
    let dependency = dependency(&source.property);
    match source.modifier {
        Some(modifier) => quote! { __dash::#modifier(#dependency) },
        None => dependency,
    }
}

/// A pair that becomes a dependency.
fn dependency(property: &Property<'_>) -> TokenStream {
    match property {
        Property::Text { id, property } => quote! { (#id, #property) },
        Property::Handle { handle, field } => quote! { (#handle, #field) },
    }
}

/// Decodes the arguments, then calls the function where it may block, or awaits it.
fn handler(callback: &Callback<'_>, function: &Function) -> TokenStream {
    // Mixed-site: a parameter of the user's with one of these names is another one.
    let args = Ident::new("__args", Span::mixed_site());
    let value = |position: usize| format_ident!("__{position}", span = Span::mixed_site());
    let sources = callback.inputs.iter().chain(&callback.state);
    let decoded = callback.arguments.iter().zip(sources).map(|(Parameter { position, ty, .. }, source)| {
        let value = value(*position);
        match &source.property {
            Property::Text { .. } => quote! { let #value = #args.next::<#ty>()?; },
            Property::Handle { field, .. } => {
                quote! { let #value = __dash::at(#field).next::<#ty>(&mut #args)?; }
            }
        }
    });
    let extracted = callback.extractors.iter().map(|Parameter { position, ty, .. }| {
        let value = value(*position);
        quote! { let #value = #args.extract::<#ty>()?; }
    });
    let lets = decoded.chain(extracted);
    let values = (0..callback.arguments.len() + callback.extractors.len()).map(value);
    let ident = &function.signature.ident;
    let call = quote! { #ident(#(#values),*) };
    let work = if let Some(asyncness) = &function.signature.asyncness {
        let reply = reply(callback, function, &quote! { #call.await });
        // The span of the user's `async`, so that "future is not `Send`" points there.
        let body = quote_spanned! { asyncness.span() => async move { #reply } };
        quote! { __dash::Call::future(#body) }
    } else {
        let reply = reply(callback, function, &call);
        quote! { __dash::Call::blocking(move || #reply) }
    };
    let mutable = (!callback.arguments.is_empty() || !callback.extractors.is_empty()).then(|| quote! { mut });
    quote! {
        |#mutable #args| {
            #(#lets)*
            __dash::Ok(#work)
        }
    }
}

/// Turns what the function returned into the reply for its outputs.
fn reply(callback: &Callback<'_>, function: &Function, returned: &TokenStream) -> TokenStream {
    let outputs = Literal::usize_unsuffixed(callback.outputs.len());
    let ty = match &function.signature.output {
        ReturnType::Type(_, ty) if !is_opaque(ty) => ty.to_token_stream(),
        ReturnType::Type(_, ty) => quote_spanned! { ty.span() => _ },
        ReturnType::Default => quote! { () },
    };
    if callback.outputs.is_empty() {
        return quote! { __dash::effect::<#ty>(#returned) };
    }
    if callback.outputs.iter().all(|output| matches!(output.property, Property::Text { .. })) {
        return quote! { __dash::reply::<#ty, #outputs>(#returned) };
    }
    let kinds = callback.outputs.iter().map(|output| match &output.property {
        Property::Text { .. } => quote! { __dash::ANY },
        Property::Handle { field, .. } => field.to_token_stream(),
    });
    quote! { __dash::outputs((#(#kinds,)*)).reply::<#ty, #outputs>(#returned) }
}
