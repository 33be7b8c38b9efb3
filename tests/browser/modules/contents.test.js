import { Contents, match, plain } from "../../../live/assets/contents.js";
import { filled, named } from "../../../live/assets/sentences.js";
import { answered, done, forget, visited } from "../../../live/assets/progress.js";
import { claim, equal } from "./claims.js";

const WORDS = {
  title: "Lessons", find: "Find a lesson", such: "odds …", found: "[found] of [all]", none: "nothing",
  begin: "Begin: [lesson]", continue: "Continue: [lesson]", group: "[done] of [all]", new: "new", opened: "opened",
  tasks: "[done] of [all] tasks", finished: "all done", predicted: "[done] of [all] predicted", forget: "Forget", forgotten: "Forgotten.", recall: "Bring back",
};
const SOFTMAX = { lesson: "softmax", href: "softmax", title: "Softmax", short: "shares", tasks: 2, questions: ["shift", "zero", "crowd"], terms: ["소프트맥스", "logit", "로짓", "Shares of one whole"] };
const SIGMOID = { lesson: "sigmoid", href: "sigmoid", title: "Sigmoid and logit", short: "back", tasks: 4, terms: ["log odds", "로그 오즈", "시그모이드와 로짓"] };
const LOSS = { lesson: "cross-entropy", href: "cross-entropy", title: "Cross-entropy", short: "price", tasks: 0, terms: ["one-hot", "원-핫", "ReLU 함수"] };
const CONTENTS = { words: WORDS, groups: [{ name: "Probabilities", lessons: [SOFTMAX, SIGMOID] }, { name: "Loss", lessons: [LOSS] }] };

function made() {
  forget();
  const contents = new Contents();
  contents.show(CONTENTS);
  document.body.append(contents.element);
  return contents;
}

const all = ({ element }, selector) => [...element.querySelectorAll(selector)];
const shown = (contents) => all(contents, "li").filter(({ hidden }) => !hidden).map((item) => item.querySelector("a").dataset.lesson);
function type(contents, text) {
  contents.field.value = text;
  contents.field.dispatchEvent(new Event("input"));
}
function press(contents, key, more = {}) {
  return !contents.field.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true, ...more }));
}

claim("case, hyphens, blanks and the width of letters make no other word", () => {
  equal(["ReLU", "  One‐Hot ", "cross-entropy", "ＲｅＬＵ"].map(plain), ["relu", "one hot", "cross entropy", "relu"]);
});

claim("a title comes before a term, and the start of a word before its middle", () => {
  const ranks = (typed) => [SOFTMAX, SIGMOID, LOSS].map((lesson) => match(lesson, typed)?.rank ?? null);
  equal(ranks("soft"), [0, null, null]);
  equal(ranks("logit"), [2, 0, null]);
  equal(ranks("ogit"), [3, 1, null]);
  equal(ranks("odds"), [null, 2, null]);
  equal(ranks("dds"), [null, 3, null]);
  equal(ranks("로짓"), [2, 2, null]);
});

claim("a lesson is found by terms in any language, and by words that stand apart in it", () => {
  equal(match(LOSS, "relu").term, "ReLU 함수");
  equal(match(LOSS, "원핫").term, "원-핫");
  equal(match(LOSS, "원 핫").term, "원-핫");
  equal(match(LOSS, "one-hot").term, "one-hot");
  equal(match(SIGMOID, "odds logit").rank, 4);
  equal(match(SIGMOID, "odds nonsense"), null);
});

claim("one letter is the start of a word, not any letter", () => {
  equal(match(LOSS, "t"), null);
  equal(match(SOFTMAX, "l").term, "logit");
});

claim("a sentence gets its numbers, and keeps what is no place", () => {
  equal(filled("[done] of [all] [x]", { done: 2, all: 5 }), "2 of 5 [x]");
});

claim("a sentence gets the names of classes, whatever else they are called", () => {
  equal(named("{name1}, {name2}: {constructor} {x}", { name1: "ant", name2: "{name1}" }), "ant, {name1}: {constructor} {x}");
});

claim("typing shows the cards that fit, and says how many they are", () => {
  const contents = made();
  equal(shown(contents), ["softmax", "sigmoid", "cross-entropy"]);
  equal(contents.status.textContent, "");
  type(contents, "logit");
  equal(shown(contents), ["softmax", "sigmoid"]);
  equal(contents.status.textContent, "2 of 3");
  equal(all(contents, ".contents-group").map(({ hidden }) => hidden), [false, true]);
  equal(all(contents, "[data-first]").map(({ dataset }) => dataset.lesson), ["sigmoid"]); // by its title
  type(contents, "  ");
  equal(shown(contents), ["softmax", "sigmoid", "cross-entropy"]);
  equal(all(contents, "[data-first]").length, 0);
  contents.leave();
});

claim("a card says by which term it was found, and then its own line again", () => {
  const contents = made();
  const line = () => all(contents, "small")[1];
  type(contents, "odds");
  equal([line().textContent, line().hasAttribute("data-term")], ["log odds", true]);
  type(contents, "");
  equal([line().textContent, line().hasAttribute("data-term")], ["back", false]);
  contents.leave();
});

claim("what is found nowhere is said so, and Enter leads nowhere", () => {
  const contents = made();
  let clicked = 0;
  contents.element.addEventListener("click", () => { clicked += 1; });
  type(contents, "xyzzy");
  equal([shown(contents), contents.status.textContent], [[], "nothing"]);
  press(contents, "Enter");
  equal(clicked, 0);
  contents.leave();
});

claim("Enter opens the first, but not while a syllable is being made", () => {
  const contents = made();
  const opened = [];
  contents.element.addEventListener("click", (event) => {
    event.preventDefault();
    opened.push(event.target.closest("a").dataset.lesson);
  }, true);
  type(contents, "logit");
  press(contents, "Enter", { isComposing: true });
  equal(opened, []);
  press(contents, "Enter");
  equal(opened, ["sigmoid"]);
  type(contents, "");
  press(contents, "Enter");
  equal(opened, ["sigmoid"]);
  contents.element.remove();
  contents.leave();
});

claim("Escape empties the field, and the arrow goes to the first card", () => {
  const contents = made();
  type(contents, "logit");
  press(contents, "ArrowDown");
  equal(document.activeElement.dataset.lesson, "sigmoid");
  equal([press(contents, "Escape"), contents.field.value, shown(contents).length], [true, "", 3]);
  equal(press(contents, "Escape"), false); // which may close something else then
  contents.element.remove();
  contents.leave();
});

claim("cards say how far one has come, in a ring and in words", () => {
  const contents = made();
  const [softmax, sigmoid, loss] = contents.cards;
  const said = ({ link, tally, said: words, ring }) => [link.dataset.progress, tally.textContent, words.textContent, ring.style.getPropertyValue("--done")];
  equal(said(softmax), ["new", "", " (new)", "0"]);
  visited("softmax");
  equal(said(softmax), ["opened", "0/2", " (0 of 2 tasks)", "0"]);
  done("softmax", "tie");
  equal(said(softmax), ["opened", "1/2", " (1 of 2 tasks)", "0.5"]);
  answered("softmax", "zero");
  answered("softmax", "of an older lesson");
  equal([softmax.dots.textContent, softmax.said.textContent], ["○●○", " (1 of 2 tasks; 1 of 3 predicted)"]);
  done("softmax", "half");
  done("softmax", "of an older lesson");
  equal(said(softmax), ["done", "", " (all done; 1 of 3 predicted)", "1"]);
  equal(said(sigmoid)[0], "new");
  visited("cross-entropy"); // in which there is nothing to try
  equal(said(loss)[0], "done");
  equal(contents.shelves.map(({ count }) => count.textContent), ["1 of 2", "1 of 1"]);
  contents.leave();
});

claim("one goes on where one was last; who is new begins", () => {
  const contents = made();
  equal([contents.onward.textContent, contents.onward.getAttribute("href").split("/").pop()], ["Begin: Softmax ›", "softmax"]);
  visited("sigmoid");
  equal([contents.onward.textContent, contents.onward.getAttribute("href").split("/").pop()], ["Continue: Sigmoid and logit ›", "sigmoid"]);
  equal(all(contents, "[data-last]").map(({ dataset }) => dataset.lesson), ["sigmoid"]);
  visited("a lesson that was taken away");
  equal(contents.onward.textContent, "Begin: Softmax ›");
  contents.leave();
});

claim("progress is forgotten by a button, which can bring it back", () => {
  const contents = made();
  equal(contents.forgetting.hidden, true);
  visited("softmax");
  equal([contents.forgetting.hidden, contents.forgetting.textContent], [false, "Forget"]);
  contents.forgetting.click();
  equal([contents.cards[0].link.dataset.progress, contents.forgetting.textContent, contents.forgotten.textContent], ["new", "Bring back", "Forgotten."]);
  contents.forgetting.click();
  equal([contents.cards[0].link.dataset.progress, contents.forgetting.textContent, contents.forgotten.textContent], ["opened", "Forget", ""]);
  contents.leave();
});

claim("another language says the same of the same progress, and goes on finding", () => {
  const contents = made();
  visited("softmax");
  type(contents, "logit");
  contents.show({ words: { ...WORDS, group: "[all]개 가운데 [done]개" }, groups: CONTENTS.groups });
  equal(contents.shelves[0].count.textContent, "2개 가운데 0개");
  equal([shown(contents), contents.cards[0].link.dataset.progress], [["softmax", "sigmoid"], "opened"]);
  contents.leave();
});

claim("what is left hears of nothing any more", () => {
  const contents = made();
  contents.leave();
  visited("softmax");
  equal(contents.cards[0].link.dataset.progress, "new");
});

claim("a title is text, whatever stands in it", () => {
  const contents = made();
  contents.show({ words: WORDS, groups: [{ name: "<i>x</i>", lessons: [{ ...SOFTMAX, title: "<b>x</b>", short: "<i>y</i>" }] }] });
  equal(contents.element.querySelectorAll("i, b b").length, 0);
  contents.leave();
});
