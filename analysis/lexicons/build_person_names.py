"""Writes person_names.tsv: given names and surnames. Run: python -m analysis.lexicons.build_person_names

Needs Faker (MIT), whose lists of names by country are read: all given names in Latin letters, and the surnames in an
English-language list or in two lists. East Asian surnames, which Faker has in other scripts, are below.
"""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
EAST_ASIAN = """Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Gao Zheng Liang Xie Tang
Xi Deng Feng Han Cao Zeng Peng Xiao Cai Pan Tian Dong Yuan Jiang Yu Su Lu Jia Ding Wei Xue Ye Yan Du Dai Xia Zhong Fan
Fang Shi Yao Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Hou Shao Meng Long Wan Duan Qian Tsai Chiang Lam Chan
Wong Cheung Leung Kwok Yeung Chow Lau Tsang Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Shin Moon Kwon Hwang Ahn Song
Hong Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Tanaka Suzuki Sato Takahashi Watanabe Ito Yamamoto
Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi Matsumoto Inoue Kimura Hayashi Shimizu Abe Mori Ikeda Hashimoto
Ishikawa Ogawa Okada Kishida Suga Modi Singh Khan Sharma Kumar Patel Gupta Gandhi"""


def readable(name: object) -> bool:
    if not isinstance(name, str) or len(name) < 2 or not name[0].isupper() or name.isupper():
        return False
    return " " not in name and all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def names_of(locale: str, part: str) -> set[str]:
    """The names a locale lists in attributes such as first_names_female."""
    provider = getattr(importlib.import_module(f"faker.providers.person.{locale}"), "Provider", None)
    found: set[str] = set()
    for attribute in vars(provider) if provider else ():
        values = getattr(provider, attribute)
        if part in attribute and isinstance(values, (tuple, list, dict)):
            found.update(v for v in values if readable(v))
    return found


def main() -> None:
    from faker.providers import person

    locales = sorted(m.name for m in pkgutil.iter_modules(person.__path__))
    given = set().union(*(names_of(locale, "first_name") for locale in locales))
    counts = Counter(name for locale in locales for name in names_of(locale, "last_name"))
    english = set().union(*(names_of(loc, "last_name") for loc in locales if loc.startswith("en_")))
    surnames = {n for n, lists in counts.items() if lists > 1} | english | set(EAST_ASIAN.split())
    lines = []
    for name in sorted(given | surnames):
        kind = "both" if name in given and name in surnames else "given" if name in given else "surname"
        lines.append(f"{name}\t{kind}")
    (HERE / "person_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
