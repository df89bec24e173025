// Part of every page while `cargo dash dev` runs the app.
(() => {
    const own = document.currentScript;
    const url = new URL('status', own.src);
    const program = own.dataset.program;

    const element = (name, style, parent) => {
        const made = document.createElement(name);
        // Not as an attribute: a content security policy may forbid that.
        made.style.cssText = 'all: initial; ' + style;
        parent?.append(made);
        return made;
    };
    const banner = element('div', `position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
        padding: 12px 16px; background: #450a0a; color: #fee2e2; box-shadow: 0 -2px 8px #0006; display: block`);
    banner.id = '_dash-dev-banner';
    const font = 'color: inherit; font-family: ui-monospace, monospace; font-size: 13px; line-height: 1.4;';
    const hide = element('button', `${font} float: right; cursor: pointer; padding: 0 4px`, banner);
    hide.textContent = 'hide';
    const title = element('div', `${font} display: block; font-weight: bold; margin-bottom: 8px`, banner);
    const text = element('pre', `${font} display: block; white-space: pre-wrap; user-select: text`, banner);
    hide.onclick = () => banner.remove();

    let shown = null;
    const show = problem => {
        if (JSON.stringify(problem) === shown) {
            return;
        }
        shown = JSON.stringify(problem);
        if (problem) {
            title.textContent = problem.title;
            text.textContent = problem.text;
            document.body.append(banner);
        } else {
            banner.remove();
        }
    };

    const look = async () => {
        try {
            const answer = await fetch(url, {cache: 'no-store'});
            const status = await answer.json();
            show(status.problem);
            if (status.program && status.program !== program) {
                // The page is an earlier program's. The renderer knows that, too, unless it failed or began to ask too late.
                location.reload();
            }
        } catch {
            // Nobody is there, or somebody else: `cargo dash dev` has ended.
        }
        setTimeout(look, 500);
    };
    look();
})();
