//! The `#[callback]` attribute of Dash for Rust. Its documentation is at the re-export, `dash::callback`.
//!
//! Tokens become syntax (`parse`), syntax becomes meaning (`validate`, every rule, all errors at once), meaning
//! becomes tokens (`expand`, which cannot fail). The same tokens always give the same tokens: nothing here reads
//! files, the environment or features, or knows a type by its name.

mod errors;
mod expand;
mod function;
mod parameters;
mod parse;
mod validate;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::function::Function;

/// Registers a function as a callback. Documented at `dash::callback`.
#[proc_macro_attribute]
pub fn callback(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    callback_tokens(attribute.into(), &item.into()).into()
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
