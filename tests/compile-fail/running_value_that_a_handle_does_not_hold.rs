use dash::{HasProps, Id, Num, PropOf, Value, callback};

struct Button;

struct ButtonProps {
    children: PropOf<Value>,
    loading: PropOf<bool>,
    n_clicks: PropOf<Num>,
}

impl HasProps for Button {
    type Props = ButtonProps;
    const PROPS: &'static ButtonProps = &ButtonProps {
        children: PropOf::new("children"),
        loading: PropOf::new("loading"),
        n_clicks: PropOf::new("nClicks"),
    };
}

const EXECUTE: Id<Button> = Id::new("execute");

#[callback(output = "result.children", input = "name.value", running = (EXECUTE.loading, "yes", false))]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
