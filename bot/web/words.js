// The words that the server put into the page.
export const words = JSON.parse(document.getElementById("words").textContent);

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
