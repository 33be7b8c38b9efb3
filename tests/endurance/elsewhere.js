// All that a page of another site can try with a room, as far as its browser lets it.
async ([address, room, other, turn, v, key, who]) => {
  const asks = JSON.stringify({ offer: "softmax", link: "ask=bystander" });
  const guess = JSON.stringify({ turn, guess: [55] });
  const to = JSON.stringify({ v, to: "revealed" });
  const all = { "X-Who": who, "Authorization": `Bearer ${key}`, "Content-Type": "application/json" };
  const plain = { "Content-Type": "text/plain" };
  const asked = [
    [room, {}], [`${room}/count`, {}], [room, { headers: { "X-Who": who } }],
    ...[[room, asks], [other, asks], [`${room}/answers`, guess], [`${room}/phase`, to]].flatMap(([path, body]) => [
      [path, { method: "POST", body, headers: all }],
      [path, { method: "POST", body, headers: plain }],
      [path, { method: "POST", body, headers: all, mode: "no-cors" }],
      [path, { method: "POST", body, headers: plain, mode: "no-cors" }],
    ]),
  ];
  const read = [];
  for (const credentials of ["include", "omit"]) {
    for (const [path, options] of asked) {
      try {
        const answer = await fetch(address + path, { ...options, credentials });
        read.push(`${answer.type} ${answer.status} ${await answer.text()}`);
      } catch (error) {
        read.push(error.name);
      }
    }
  }
  for (const [path, body] of [[`${room}/answers`, guess], [other, asks], [`${room}/phase`, to]]) {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.name = `into ${path}`;
    const form = document.body.appendChild(document.createElement("form"));
    Object.assign(form, { method: "post", enctype: "text/plain", action: address + path, target: frame.name });
    const field = form.appendChild(document.createElement("input"));
    // What a form of text sends is name=value, which can be made JSON.
    Object.assign(field, { name: body.slice(0, -1) + ', "x": "', value: '"}' });
    form.submit();
    // An answer without content is no page, so nothing says that it has come.
    await new Promise((done) => setTimeout(done, 500));
    navigator.sendBeacon(address + path, body);
  }
  for (const kind of ["img", "script"]) {
    const one = document.body.appendChild(document.createElement(kind));
    await new Promise((done) => { one.onload = one.onerror = done; one.src = address + room; });
  }
  return read;
}
