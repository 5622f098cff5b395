"use strict";
(() => {
  const table = document.querySelector("table.whole");
  const tools = document.getElementById("tools");
  if (!table || !tools) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const say = tools.dataset;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  const textOf = (row, column) => row.cells[column].textContent.trim();
  const sizes = { 万: 1e4, 亿: 1e8, 万亿: 1e12 };
  const numberOf = (text) => {
    const digits = text.replace("−", "-").replace(/(\d),(?=\d{3})/g, "$1");
    const found = digits.match(/([+-]?\d+(?:\.\d+)?)(万亿|亿|万)?/);
    return found ? Number(found[1]) * (sizes[found[2]] ?? 1) : null;
  };
  const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text);

  const sortBy = (column, falling) => {
    const amounts = rows.map((row) => textOf(row, column)).filter(Boolean);
    const numeric = ["figure", "target", "gap"].includes(heads[column].dataset.key);
    const order = (one, other) => {
      const [a, b] = [textOf(one, column), textOf(other, column)];
      if (!a || !b) return a ? -1 : b ? 1 : 0;
      const [x, y] = [numberOf(a), numberOf(b)];
      const plain = !numeric || isDate(a) || x === null || y === null;
      return (plain ? compare(a, b) : x - y) * (falling ? -1 : 1);
    };
    if (amounts.length) body.append(...[...rows].sort(order));
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", falling ? "descending" : "ascending");
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () =>
      sortBy(column, head.getAttribute("aria-sort") === "ascending"));
  });

  const labelled = (text, control) => {
    const label = document.createElement("label");
    label.append(`${text} `, control);
    return label;
  };
  const words = document.createElement("input");
  words.type = "search";
  const outcomes = document.createElement("select");
  outcomes.append(new Option(say.all, ""));
  const seen = new Map(rows.map((row) => [row.dataset.outcome, row.dataset.word]));
  seen.forEach((word, outcome) => outcomes.append(new Option(word, outcome)));
  const shown = document.createElement("output");

  const filter = () => {
    const wanted = words.value.trim().toLowerCase();
    rows.forEach((row) => {
      const fits = !outcomes.value || row.dataset.outcome === outcomes.value;
      row.hidden = !(fits && row.textContent.toLowerCase().includes(wanted));
    });
    const left = rows.filter((row) => !row.hidden).length;
    shown.textContent = `${left} / ${rows.length}`;
  };
  words.addEventListener("input", filter);
  outcomes.addEventListener("change", filter);
  tools.append(labelled(say.filter, words), labelled(say.outcome, outcomes), shown);
  tools.hidden = false;
  filter();
})();
