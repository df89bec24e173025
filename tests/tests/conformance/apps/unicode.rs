use dash::prelude::*;

#[callback(output = "输出.children", input = "eingäbe.value")]
fn echo(text: String) -> String {
    format!("«{text}»")
}

#[callback(output = "length.children", input = "eingäbe.value")]
fn length(text: String) -> usize {
    text.chars().count()
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("eingäbe").value("𝛼 – 执行计算 – 🦀"),
        html::P::new().id("输出").children("</script><!-- \u{2028} \u{2029} \\ \" \t"),
        html::P::new().id("length"),
    ));
    App::new().layout(layout).callbacks(callbacks![echo, length])
}
