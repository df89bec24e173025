// Runs before the renderer: the page knows how it was told to look before it is drawn.
document.documentElement.dataset.theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
