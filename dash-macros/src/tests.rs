//! Snapshots of the expansion: what a reader of `cargo expand` sees.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{callback_tokens, clientside_tokens, outputs_tokens};

fn print(tokens: &TokenStream) -> String {
    match syn::parse2(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // A body that does not parse is passed on as it is.
        Err(_) => tokens.to_string(),
    }
}

macro_rules! snapshot {
    ($name:ident: #[callback] $($item:tt)*) => {
        snapshot! { $name = callback_tokens(quote!(), &quote!($($item)*)) }
    };
    ($name:ident: #[callback($($attribute:tt)*)] $($item:tt)*) => {
        snapshot! { $name = callback_tokens(quote!($($attribute)*), &quote!($($item)*)) }
    };
    ($name:ident: #[clientside_callback($($attribute:tt)*)] $($item:tt)*) => {
        snapshot! { $name = clientside_tokens(quote!($($attribute)*), &quote!($($item)*)) }
    };
    ($name:ident: #[derive(Outputs)] $($item:tt)*) => {
        snapshot! { $name = outputs_tokens(quote!($($item)*)) }
    };
    ($name:ident = $tokens:expr) => {
        #[test]
        fn $name() {
            let expansion = print(&$tokens);
            insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(expansion) });
        }
    };
}

snapshot! { async_fn:
    #[callback(
        output = "result.children",
        input = "execute.nClicks",
        running = ("execute.loading", true, false),
        prevent_initial_call,
    )]
    /// Runs five jobs.
    pub(crate) async fn async_callback_demo(n_clicks: Option<u64>) -> String { five_jobs(n_clicks).await }
}

snapshot! { sync_fn_with_state_and_several_outputs:
    #[callback(output = ["a.children", "b.style"], input = ["i.value", "j.value"], state = "s.data")]
    fn several(i: f64, j: Option<String>, s: Vec<u8>) -> Result<(String, Update<Json<Style>>), Failure> { work(i, j, s) }
}

snapshot! { extractors_follow_inputs_and_state:
    #[callback(output = "a.children", input = "i.value", state = "s.value")]
    fn extracted(i: u8, s: u8, ctx: Ctx, Data(db): Data<Db>) -> String { String::new() }
}

snapshot! { modifiers_and_flags:
    #[callback(
        output = [allow_duplicate("log.children"), allow_duplicate(RESULT.children)],
        input = ["i.value", allow_optional("filter.value")],
        state = allow_optional(FILTER.options),
        prevent_initial_call,
        optional,
        hidden = true,
        persistent,
    )]
    fn modified(i: u8, filter: Option<String>, options: Option<Json<Value>>) -> (u8, u8) { (i, i) }
}

snapshot! { no_outputs:
    #[callback(input = "i.value")]
    async fn effect(i: u8) { act(i).await; }
}

snapshot! { nothing_but_an_effect_at_load:
    #[callback]
    fn at_load(ctx: Ctx) { ctx.set_props("now", [("children", 1)]) }
}

snapshot! { no_inputs:
    #[callback(output = "now.children")]
    fn at_load(ctx: Ctx) -> String { String::new() }
}

snapshot! { dependencies_on_parameters:
    #[callback(output = "total.children")]
    fn on_parameters(
        #[state("currency.value")] currency: Option<String>,
        #[input(PRICE.value)] price: f64,
        rates: Data<Rates>,
        #[input(allow_optional("count.value"))] count: Option<f64>,
    ) -> f64 { price * count.unwrap_or(1.0) * rates.of(currency) }
}

snapshot! { typed_handles:
    #[callback(
        output = [RESULT.children, "log.children"],
        input = ids::EXECUTE.n_clicks,
        running = (ids::EXECUTE.loading, true, false),
    )]
    fn typed(n_clicks: Option<u64>) -> (String, u8) { (String::new(), 1) }
}

snapshot! { every_running_and_initial_duplicate:
    #[callback(
        output = ["a.children"],
        input = "i.value",
        running = [("i.disabled", true, false), ("a.style", json!({"opacity": 0.5}), json!({}))],
        prevent_initial_call = "initial_duplicate",
    )]
    fn list_of_one(i: u8) -> (u8,) { (i,) }
}

snapshot! { renamed_facade_and_raw_name:
    #[callback(crate = ::renamed, output = "a.children", input = "i.value")]
    #[cfg(unix)]
    fn r#type(r#in: u8) -> impl IntoProp { r#in }
}

snapshot! { broken_attribute_keeps_function_and_struct:
    #[callback(output = "result", inptu = "i.value")]
    pub fn broken(i: u8) -> u8 { i }
}

snapshot! { half_typed_body:
    #[callback(output = "a.children", input = "i.value")]
    fn half_typed(i: u8) -> u8 { i. }
}

snapshot! { patterns:
    #[callback(
        output = [{ type: "row", index: MATCH }.children, allow_duplicate({ type: "row", index: MATCH }.style)],
        input = { type: "check", index: MATCH, "group name": ALL }.value,
        state = [{ type: KIND, index: ALLSMALLER }.value, { type: "row", index: -1, done: true }."data-note"],
        running = ({ type: "row", index: MATCH }.style, json!({"opacity": 0.5}), json!({})),
        prevent_initial_call,
    )]
    fn pattern(checks: Vec<Vec<String>>, above: Vec<Option<u8>>, note: String) -> (String, Map) { row(checks) }
}

snapshot! { output_with_all:
    #[callback(output = { index: ALL }.children, input = "i.value")]
    fn each(i: u8) -> Vec<Update<u8>> { vec![Update::Set(i)] }
}

snapshot! { limits_endpoint_and_error_handler:
    #[callback(
        output = ["a.children", "b.children"],
        input = "i.value",
        api_endpoint = "/api/limited",
        timeout = "1500ms",
        concurrency = 4,
        on_error = errors::tell,
    )]
    async fn limited(i: u8) -> (u8, u8) { (i, i) }
}

snapshot! { outputs_of_a_struct:
    #[callback(output = crate::Totals, input = "i.value", on_error = Totals::instead)]
    fn totals(i: u8) -> Result<Totals, Failure> { Totals::new(i) }
}

snapshot! { struct_of_outputs:
    #[derive(Outputs)]
    struct Totals {
        #[output("sum.children")]
        sum: f64,
        #[output(allow_duplicate(NOTE.children))]
        note: Update<String>,
        #[output({ type: "row", index: ALL }.value)]
        rows: Vec<u8>,
    }
}

snapshot! { clientside:
    #[clientside_callback(output = "a.children", input = { index: ALL }.value, state = "s.value", prevent_initial_call)]
    /// Greets.
    pub(crate) const GREET: &str = "(values, state) => values.length";
}

snapshot! { broken_clientside:
    #[clientside_callback(output = "a.children", input = "i.value", timeout = "1s")]
    const LATE: &str = "(value) => value";
}
