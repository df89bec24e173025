use dash::prelude::*;

pub(crate) fn app() -> App {
    let title = html::H1::new().children("Title");
    let text = html::P::new().children(("text", html::Br::new(), "more"));
    App::new().layout((title, text)).callbacks(callbacks![])
}
