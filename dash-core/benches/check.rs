//! How long the checks before the first request take: 5,000 components with ids, 500 callbacks.
//!
//! `cargo bench -p dash-core --bench check`

use std::time::Instant;

use dash_core::{ALL, App, Call, Callback, Component, IdPattern, IntoReply, MATCH, Meta, Package, id};

static PACKAGE: Package = Package { name: "bench", namespace: "bench" };
static META: Meta = Meta { package: &PACKAGE, name: "Box", props: &["id", "children", "title", "value"] };

fn app() -> App {
    let component = |index: u32| {
        let component = Component::new(&META);
        match index % 2 {
            0 => component.with("id", format!("box-{index}").into()),
            _ => component.with("id", id! { type: "box", index: index }.into()),
        }
    };
    let children: Vec<_> = (0..5000).map(component).collect();
    let callback = |index: u32| {
        let (own, next) = (4 * index, 4 * index + 2);
        let group = || IdPattern::keys([("type", "box")]).key("index", if index == 0 { ALL } else { MATCH });
        let pattern = |name: String| IdPattern::keys([("type", name)]).key("index", MATCH);
        let builder = Callback::builder("bench").prevent_initial_call(true);
        let builder = match index % 2 {
            0 => builder
                .output((format!("box-{next}"), "title"))
                .input((format!("box-{own}"), "value"))
                .state((group(), "value")),
            _ => builder.output((pattern(format!("row-{index}")), "title")).input((group(), "value")),
        };
        builder.handler(|_| Ok(Call::blocking(|| 1.into_reply())))
    };
    App::new().layout(children).callbacks((0..500).map(callback))
}

fn main() {
    for _ in 0..5 {
        let app = app();
        let begin = Instant::now();
        let problems = app.check();
        println!("{:.1} ms, {} problem(s)", begin.elapsed().as_secs_f64() * 1e3, problems.len());
        for problem in problems.iter().take(3) {
            println!("  {problem}");
        }
    }
}
