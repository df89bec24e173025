// Functions of clientside callbacks are members of `window.dash_clientside`.
window.dash_clientside = Object.assign({}, window.dash_clientside, {
    wave: {
        draw: (amplitude, frequency) => {
            const x = Array.from({length: 201}, (_, index) => index / 10);
            const y = x.map(x => amplitude * Math.sin(frequency * x));
            return {
                data: [{x, y, mode: 'lines'}],
                layout: {height: 240, margin: {t: 10, r: 10, b: 30, l: 30}, yaxis: {range: [-10, 10]}},
            };
        },
    },
});
