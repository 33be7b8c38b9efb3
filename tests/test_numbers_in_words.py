"""Claims about numbers in sentences: what is said in both languages is so.

Each row holds the piece of a sentence with its numbers, in English and in Korean, and
a way to compute them. A number may be off by half of its last digit.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest

import core
from core import convolution, naive, ravine, shifted, train_deep
from core.activations import ACTIVATIONS, relu_slope, sigmoid_slope
from core.chain import run_chain
from core.contests import CONTESTS
from core.count_right import SEED
from core.counted_right import counted_right
from core.dense import Dense
from core.digits import FULL, KINDS, to_learn, unseen
from core.drawing import INK, draw
from core.folding import clouds, fold_layers
from core.graph import Counts, counts, network, two_layers
from core.handwriting import EPOCHS as FITTED
from core.handwriting import NET, learned
from core.handwriting import read as handwritten
from core.iris import SPECIES
from core.runs import EPOCHS, run
from core.scribbles import scribbles
from core.trained_deep import HELD as HELD_IMAGES
from core.trained_deep import reached
from core.ulps import steps_between
from tests.test_words import texts
from ui.markup import MINUS
from ui.words import words

# Numbers that are words; each is exact.
SPOKEN: dict[str, dict[str, Any]] = {
    "en": {
        "one quarter": 1 / 4,
        "one third": 1 / 3,
        "one bit": 1,
        "half": 1 / 2,
        "two hundred": 200,
        "a hundred": 100,
        "fourteenth": 14,
        "thirty": 30,
        "twelve": 12,
        "ten": 10,
        "eight": 8,
        "four": 4,
        "three": 3,
    },
    "ko": {
        "4분의 1": 1 / 4,
        "3분의 1": 1 / 3,
        "절반": 1 / 2,
        "이백": 200,
        "백 개": 100,
        "열넷째": 14,
        "서른": 30,
        "열두": 12,
        "열 송이": 10,
        "여덟": 8,
        "네 배": 4,
        "서너": (3, 4),
        "세 개": 3,
        "세 품종": 3,
    },
}
LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")
TINY = re.compile(r"\$10\^\{-(\d+)\}\$")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
DIGITS = re.compile(rf"{MINUS}?\d+(?:\.\d+)?(?:e-\d+)?")
ROWS = np.round(np.linspace(-10, 10, 201), 1)  # what a slider of logits visits


START = [-4.0, 1.0]  # of the two walkers


def slow_adam() -> Any:
    """Return the way of Adam at a rate of a thousandth."""
    return ravine.adam_descent(START, 0.001, steps=200).place


def uncorrected(t: int) -> float:
    """Return which share of its rate a steady weight would use uncorrected."""
    return float((1 - 0.9**t) / np.sqrt(1 - 0.999**t))


@cache
def sure_of() -> tuple[Any, Any]:
    """Return how sure the network is of each unseen digit, and if it is right."""
    images = unseen()
    p = handwritten(images.counts, learned()[-1])[-1].a
    return p.max(axis=1), p.argmax(axis=1) == images.labels


def hesitating() -> list[float]:
    """Return of how many it is sure by half, but not by 95 percent; and how it does."""
    sure, right = sure_of()
    some = (sure > 0.5) & (sure < 0.95)
    shares = 100 * sure[some].mean(), 100 * right[some].mean()
    return [sure.size, 50, 95, int(some.sum()), *shares]


@cache
def shrunk() -> float:
    """Return how many drawings are read if they are only made small, in percent."""
    some = list(scribbles(500, SEED))
    small = [
        draw(one.strokes, one.pen).reshape(8, 8, 8, 8).mean(axis=(1, 3)).ravel()
        for one in some
    ]
    p = handwritten(np.rint(FULL * np.array(small)), learned()[-1])[-1].a
    return float(100 * (p.argmax(axis=1) == [one.label for one in some]).mean())


def gained() -> list[float]:
    """Return how many epochs follow the second, and what they add in percent."""
    images = unseen()
    said = handwritten(images.counts, learned())[-1].a.argmax(axis=-1)
    share = 100 * (said == images.labels).mean(axis=1)
    return [FITTED - 2, share[-1] - share[2]]


class Claim(NamedTuple):
    """What a lesson says in both languages, and how it is found."""

    lesson: str
    en: str
    ko: str
    computed: Callable[[], Iterable[Any]]


def said(text: str, language: str) -> list[tuple[float, float]]:
    """Return the numbers of a text, and how far off each may be, in their order."""
    found = []
    text = TINY.sub(r"1e-\1", THOUSANDS.sub("", text.lower()))
    for word, value in SPOKEN[language].items():
        text, times = re.subn(rf"\b{word}", "", text)
        found += [(float(one), 1e-9) for one in np.atleast_1d(value)] * times
    for number in DIGITS.findall(text):
        digits, _, power = number.partition("e")
        places = len(digits.partition(".")[2])
        unit = 10.0 ** (int(power or 0) - places)
        found.append((float(number.replace(MINUS, "-")), unit / 2))
    return sorted(found)


@cache
def read(lesson: str, language: str) -> str:
    """Return all that a lesson says, without the addresses of its links."""
    own = words(language, lesson).own
    return "\n".join(LINK.sub(r"\1", text) for _, text in texts(own))


def two_readings() -> tuple[Any, Any]:
    """Return softmax and sigmoid of two classes wherever two sliders can stand."""
    first, second = np.meshgrid(ROWS, ROWS)
    logits = np.stack([first, second], axis=-1)
    return core.softmax(logits)[..., 0], core.sigmoid(first - second)


def digits_that_agree() -> int:
    """Return how many digits softmax and sigmoid of two classes have in common."""
    one, other = two_readings()
    return int(-np.log10(np.abs(one / other - 1).max()))


def digits_lost(kind: str) -> float:
    """Return how many digits the difference loses that should be 2/10000."""
    [steps] = [CONTESTS["roundoff"].steps(np.array([1e4]), kind)]
    off = abs(float(steps["difference"][0]) * 5000 - 1)
    return float(np.log10(off / np.finfo(kind).eps * 2))


def largest_penalty() -> float:
    """Return the rate times penalty at which training starts to run away."""
    diverges = [
        product
        for product in (1.9, 1.99, 2.0, 2.2, 2.5)
        if run(100.0, 0, product / 100, 0, 3).ended < EPOCHS
    ]
    return min(diverges)


def halved_by() -> float:
    """Return how many times as many draws halve the average error."""
    rng, p = np.random.default_rng(0), np.full(8, 1 / 8)
    off = [np.abs(rng.multinomial(n, p, 9000) / n - p).mean() for n in (100, 400)]
    return float(400 / 100 * (off[0] / off[1] / 2))


def count_of(*widths: int) -> Counts:
    """Return the counts of a network of so many inputs and units."""
    return counts(network(widths))


def left_of(key: str, w: float) -> float:
    """Return how much of a change of 1 arrives behind eight units."""
    return float(run_chain(1.0, w, 0.0, ACTIVATIONS[key], 8).through[0])


def folded_count() -> int:
    """Return how many parameters are left of linear layers on digits."""
    one = fold_layers(DEEP.layers(DEEP.initial(0)))
    return one.weights.size + one.biases.size


DEEP = Dense((64, 25, 15, 10), ACTIVATIONS["linear"])
FLOWERS = run(0.1, 0, 0.0, 0, 3)
HELD = int(FLOWERS.flowers.held.sum())
CLAIMS = [
    Claim(
        "backpropagation",
        "the two layers: 12, where nudging computes 32",
        "12개이고, 밀어 볼 때는 32개",
        lambda: [counts(two_layers()).once, counts(two_layers()).each],
    ),
    Claim(
        "backpropagation",
        "the code counts 6,487 against 9,378,600",
        "코드가 센 수가 6,487 대 9,378,600",
        lambda: [count_of(64, 25, 15, 10).once, count_of(64, 25, 15, 10).each],
    ),
    Claim(
        "backpropagation",
        "at most two for each node: 8,573 here",
        "여기서는 8,573개",
        lambda: [count_of(64, 25, 15, 10).edges],
    ),
    Claim(
        "softmax",
        "near 0.74 says: of the whole, this class has a share of 74 percent",
        "0.74에 가깝다는 말은 이 클래스의 몫이 전체의 74퍼센트",
        lambda: core.softmax([0.3, 2.9, 4.0])[2] * np.array([1, 100]),
    ),
    Claim(
        "temperature",
        "The logits of the eight words",
        "여덟 단어의 로짓",
        lambda: [len(words("ko", "temperature")["words"])],
    ),
    Claim(
        "temperature",
        "four times as many draws",
        "네 배로 많이 뽑으면",
        lambda: [round(halved_by(), 1)],
    ),
    Claim(
        "sigmoid",
        "only from 0.731 to 0.881 the first time",
        "0.731에서 0.881로 오를 뿐",
        lambda: core.sigmoid([1, 2]),
    ),
    Claim(
        "sigmoid",
        "largest, one quarter, at",
        "4분의 1로 가장 크고",
        lambda: [max(core.sigmoid(ROWS) * core.sigmoid(-ROWS))],
    ),
    Claim(
        "sigmoid",
        "lie about $10^{-16}$ apart",
        "약 $10^{-16}$ 간격",
        lambda: [1 - np.nextafter(1, 0)],
    ),
    Claim(
        "sigmoid",
        "near 36.7 on",
        "36.7쯤을 넘으면",
        lambda: [naive.sigmoid_certain()],
    ),
    Claim(
        "two-classes",
        "some 37 below the larger",
        "37쯤 작아지면",
        lambda: [naive.sigmoid_certain()],
    ),
    Claim(
        "two-classes",
        "and some up to 15 ulp: a disagreement behind the fourteenth digit",
        "가끔은 15 ulp까지 나옵니다. 열넷째 자리보다 더 뒤에서",
        lambda: [steps_between(*two_readings()).max(), digits_that_agree()],
    ),
    Claim(
        "cross-entropy",
        "Half of it costs one bit",
        "절반을 주었다면 1비트",
        lambda: [0.5, core.cross_entropy([0.5, 0.5], 0) / np.log(2)],
    ),
    Claim(
        "cross-entropy",
        "that sum never exceeds 2,",
        "2를 넘지 않습니다",
        lambda: [np.square(np.eye(3)[2] - np.eye(3)[0]).sum()],
    ),
    Claim(
        "cross-entropy",
        "| the second | 1 | 0, 1, 0 |",
        "| 둘째 | 1 | 0, 1, 0 |",
        lambda: [1, *np.eye(3)[1]],
    ),
    Claim(
        "cross-entropy",
        "| the third | 2 | 0, 0, 1 |",
        "| 셋째 | 2 | 0, 0, 1 |",
        lambda: [2, *np.eye(3)[2]],
    ),
    Claim(
        "stability",
        "the worst of a hundred rows",
        "줄 백 개를",
        lambda: [len(CONTESTS["softmax"].rows)],
    ),
    Claim(
        "stability",
        "lose the same number of digits, three or four;",
        "똑같이 서너 자리를",
        lambda: [round(digits_lost("float64")), np.ceil(digits_lost("float32"))],
    ),
    Claim(
        "why-exponential",
        "With 0.2 and 0.3 it works: 0.4 and 0.6",
        "0.2와 0.3이라면 0.4와 0.6",
        lambda: [0.2, 0.3, *core.ratio_shares([0.2, 0.3])],
    ),
    Claim(
        "output-layers",
        "softmax says one third each",
        "소프트맥스는 3분의 1씩",
        lambda: [core.softmax([-5.0, -5.0, -5.0])[0]],
    ),
    Claim(
        "output-layers",
        "anything from 0 to 3",
        "0에서 3까지",
        lambda: [core.sigmoid([x] * 3).sum() for x in (-40.0, 40.0)],
    ),
    Claim(
        "optimisers",
        f"multiplies the distance across by {MINUS}0.8, which is the zigzag, and the "
        "distance along by 0.91",
        f"너비 쪽 거리에 {MINUS}0.8을 곱하므로 지그재그가 되고, 길이 쪽 거리에 0.91을",
        lambda: ravine.descent([1.0, 1.0], 0.09)[1],
    ),
    Claim(
        "optimisers",
        "comes to 1 % of its loss in 21 steps, and Adam needs 29",
        "21걸음에 손실의 1퍼센트에 이르고, Adam은 29걸음",
        lambda: [
            ravine.descent_steps(START, 0.09),
            100 * ravine.ENOUGH,
            ravine.adam_steps(START, 0.2),
        ],
    ),
    Claim(
        "optimisers",
        "then Adam needs 42 steps",
        "그러면 Adam은 42걸음",
        lambda: [ravine.adam_steps(START, 0.2, tilt=45)],
    ),
    Claim(
        "optimisers",
        "must lie below 0.1 here",
        "여기서 0.1보다",
        lambda: [2 / ravine.CURVES.max()],
    ),
    Claim(
        "optimisers",
        "after 200 steps the loss has gone from 18 to 13.8",
        "200걸음 뒤에도 손실은 18에서 13.8",
        lambda: [200, *ravine.height(slow_adam()[[0, 200]])],
    ),
    Claim(
        "optimisers",
        "would be 3.16 times the rate",
        "학습률의 3.16배",
        lambda: [uncorrected(1)],
    ),
    Claim("optimisers", "6.57 times", "6.57배", lambda: [uncorrected(12)]),
    Claim(
        "optimisers",
        "the share falls to 1/19",
        "비율이 1/19까지",
        lambda: [1, (1 + 0.9) / (1 - 0.9)],
    ),
    Claim(
        "activations",
        "even where it is steepest its slope is only one quarter",
        "가장 가파른 곳에서도 기울기가 4분의 1",
        lambda: [sigmoid_slope(0.0)],
    ),
    Claim(
        "activations",
        "eight of them leave some 5 millionths",
        "여덟 개를 지나 백만분의 5쯤",
        lambda: [8, np.floor(left_of("sigmoid", 1.0) * 1e6)],
    ),
    Claim(
        "activations",
        "a chain of eight ReLUs fades too, to 0.0039",
        "ReLU 여덟 개도 0.0039까지",
        lambda: [8, left_of("relu", 0.5)],
    ),
    Claim(
        "activations",
        "even linear layers read more than 95 of 100",
        "선형 층만으로도 100개 가운데 95개 넘게",
        lambda: [95 if reached()["adam"]["linear"].share[0] > 0.95 else 0, 100],
    ),
    Claim(
        "activations",
        "linear layers of 25, 15 and 10 units behind 64 inputs have 2175 parameters, "
        "and one layer with 650",
        "입력 64개 뒤에 뉴런이 25, 15, 10개인 선형 층들에는 파라미터가 2175개 "
        "있지만, 650개인",
        lambda: [*DEEP.widths, DEEP.count, folded_count()],
    ),
    Claim(
        "activations",
        "80 points, yes or no",
        "답이 갈리는 점 80개",
        lambda: [len(clouds()[0])],
    ),
    Claim(
        "activations",
        "for 40 epochs, and were tested with 360 others; a guess gets 10 percent",
        "40에포크 동안 학습했고, 따로 둔 360장으로 시험했습니다. 찍어도 10퍼센트",
        lambda: [train_deep.EPOCHS, HELD_IMAGES, 100 / KINDS],
    ),
    Claim(
        "activations",
        "at $z = -1.2$ it answers 0 with a slope of 0 and learns nothing from that "
        "example, where softplus answers 0.2633 with a slope of 0.2315",
        "$z = -1.2$에서 ReLU는 기울기 0으로 0을 답하고 그 예에서 아무것도 배우지 "
        "못하지만, 소프트플러스는 기울기 0.2315로 0.2633을",
        lambda: [
            1.2,
            core.relu(-1.2),
            relu_slope(-1.2),
            core.softplus(-1.2),
            core.sigmoid(-1.2),
        ],
    ),
    Claim(
        "iris",
        "from 120 examples: twelve weights and three biases",
        "120송이에서 세 품종을 배웁니다. 가중치 열두 개와 편향",
        lambda: [
            len(FLOWERS.flowers.held) - HELD,
            FLOWERS.weights[0].size,
            FLOWERS.biases[0].size,
        ],
    ),
    Claim(
        "iris",
        "counts about four times as much",
        "네 배쯤 크게",
        lambda: [round(FLOWERS.flowers.deviation[2] / FLOWERS.flowers.deviation[1])],
    ),
    Claim(
        "iris",
        "two hundred epochs do not suffice",
        "이백 에포크로도",
        lambda: [EPOCHS],
    ),
    Claim(
        "iris",
        "Rate times penalty above 2 makes",
        "곱이 2보다 크면",
        lambda: [largest_penalty()],
    ),
    Claim(
        "iris",
        "so ten of each species are held out",
        "열 송이를 검증용으로",
        lambda: [HELD / len(SPECIES)],
    ),
    Claim(
        "iris",
        "thirty flowers are few",
        "서른 송이는",
        lambda: [HELD],
    ),
    Claim(
        "iris",
        "more than three percentage points",
        "3퍼센트포인트 넘게",
        lambda: [100 // HELD],
    ),
    Claim(
        "convolution",
        "97 percent right in the middle, 52 percent one pixel to the right, and 21",
        "가운데에서 97퍼센트, 한 픽셀 오른쪽에서 52퍼센트, 두 픽셀 오른쪽에서 21",
        lambda: 100 * shifted.trained().dense_right[4, 4:7],
    ),
    Claim(
        "convolution",
        "The convolution stays at 99 percent",
        "합성곱은 99퍼센트를 지킵니다",
        lambda: [100 * shifted.trained().windows_right[4, 4:7].min()],
    ),
    Claim(
        "convolution",
        "only 62 percent are right",
        "62퍼센트만 맞힙니다",
        lambda: [100 * shifted.trained().windows_right[0, 8]],
    ),
    Claim(
        "convolution",
        "has 9 weights and a bias, 10 numbers",
        "가중치 9개와 편향 하나, 모두 10개",
        lambda: [3 * 3, convolution.count_weights(8, 3).shared],
    ),
    Claim(
        "convolution",
        "it is 26 against",
        "26개 대",
        lambda: [convolution.count_weights(16, 5).shared],
    ),
    Claim(
        "convolution",
        f"gives 1, 3, {MINUS}3 and the second {MINUS}1, {MINUS}3, 3",
        f"1, 3, {MINUS}3이고 뒤의 것은 {MINUS}1, {MINUS}3, 3",
        lambda: [
            *convolution.correlate1d([1, 2, 0, -1, 3], [1, 0, -1]),
            *convolution.convolve1d([1, 2, 0, -1, 3], [1, 0, -1]),
        ],
    ),
    Claim(
        "digits",
        "until 30 percent of it is ink",
        "잉크가 틀의 30퍼센트가",
        lambda: [100 * INK],
    ),
    Claim("digits", "it reads 23 percent", "23퍼센트만 읽습니다", lambda: [shrunk()]),
    Claim("digits", "takes 2,175 weights", "모두 2,175개", lambda: [NET.count]),
    Claim(
        "digits",
        "has learned from 4,797 images, in 25 epochs",
        "이미지 4,797개를 25에포크",
        lambda: [len(to_learn().labels), FITTED],
    ),
    Claim(
        "digits",
        "96 percent are read right",
        "96퍼센트를 맞힙니다",
        lambda: [100 * counted_right()["same"].first.share],
    ),
    Claim(
        "digits",
        "by other writers, it is 91 percent",
        "따로 두면 91퍼센트입니다",
        lambda: [100 * counted_right()["other"].first.share],
    ),
    Claim(
        "digits",
        "from every choice: 95 percent",
        "95퍼센트를 맞혔습니다",
        lambda: [100 * counted_right()["mnist"].first.share],
    ),
    Claim(
        "digits",
        "Of 2,000 drawings of a generator it reads 98 percent",
        "그린 숫자 2,000개에서는 98퍼센트",
        lambda: [
            counted_right()["drawings"].images,
            100 * counted_right()["drawings"].first.share,
        ],
    ),
    Claim(
        "digits",
        "Of 1,000 unseen images, this network is between 50 and 95 percent sure of 93, "
        "on average 81 percent. Of these it reads 69",
        "이미지 1,000개 가운데 이 신경망이 50퍼센트에서 95퍼센트 사이로 확신한 것은 "
        "93개이고, 확신의 평균은 81퍼센트입니다. 그 가운데 맞힌 것은 69",
        hesitating,
    ),
    Claim(
        "digits",
        "ReLU reads 97 percent",
        "UCI 이미지의 97퍼센트를",
        lambda: [100 * reached()["adam"]["relu"].share[1]],
    ),
    Claim(
        "digits",
        "read 97 percent too",
        "그래도 97퍼센트를",
        lambda: [100 * reached()["adam"]["linear"].share[1]],
    ),
    Claim(
        "digits",
        "the other 23 add less than 2",
        "나머지 23에포크가 더하는 것은 2",
        lambda: [gained()[0], np.ceil(gained()[1])],
    ),
    Claim(
        "digits",
        "a difference of 1.4 makes 80 against 20 percent",
        "1.4만 차이 나도 80퍼센트와 20퍼센트",
        lambda: [1.4, *100 * core.softmax([1.4, 0])],
    ),
    Claim(
        "glossary",
        "with e = 2.718…",
        "밑은 e = 2.718…",
        lambda: [np.e],
    ),
    Claim(
        "glossary",
        "of a fair coin, 0.693 nat",
        "불확실함이고 0.693 nat",
        lambda: [core.entropy([0.5, 0.5])],
    ),
    Claim(
        "glossary",
        "Odds of 3 to 1 are a probability of 3/4",
        "오즈 3 대 1은 확률 3/4",
        lambda: [core.odds(0.75), 1, 3, 4],
    ),
    Claim(
        "glossary",
        "They have about 3, 7 and 16 decimal digits",
        "3자리, 7자리, 16자리쯤",
        lambda: [-np.log10(np.finfo(k).eps) for k in (np.float16, "f4", "f8")],
    ),
]
claims = pytest.mark.parametrize(
    "claim", CLAIMS, ids=lambda claim: f"{claim.lesson}: {claim.en[:40]}"
)


@claims
def test_it_is_said_in_both_languages(claim):
    """Whoever changes one of the sentences finds the row."""
    assert claim.en in read(claim.lesson, "en")
    assert claim.ko in read(claim.lesson, "ko")


@claims
def test_what_is_said_is_what_is_computed(claim):
    """Number for number, to the last digit that is written."""
    expected = sorted(map(float, claim.computed()))
    for language in ("en", "ko"):
        told = said(getattr(claim, language), language)
        assert len(told) == len(expected)
        for (number, off), value in zip(told, expected, strict=True):
            assert abs(number - value) <= off


def test_numbers_are_found_in_sentences():
    """In digits and in words, with a minus, a power of ten, and no number twice."""
    assert said(f"{MINUS}0.5, one third, and $10^{{-16}}$", "en") == [
        (-0.5, 0.05),
        (1e-16, 5e-17),
        (1 / 3, 1e-9),
    ]
    assert [n for n, _ in said("세 품종, 열두 개, 3분의 1", "ko")] == [1 / 3, 3, 12]
