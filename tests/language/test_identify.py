from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.language import language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The ministry called in the ambassador and lodged a protest over the raid."),
        ("ru", "Министерство вызвало посла и выразило протест из-за обыска."),
        ("uk", "Міністерство викликало посла і висловило протест через обшук."),
        ("az", "Xarici İşlər Nazirliyi səfiri çağırıb və axtarışa görə etirazını bildirib."),
        ("tr", "Dışişleri Bakanlığı büyükelçiyi çağırdı ve arama nedeniyle protesto etti."),
        ("hy", "Նախարարությունը կանչել է դեսպանին և բողոքի նոտա հանձնել։"),
        ("ka", "სამინისტრომ ელჩი გამოიძახა და პროტესტი გამოხატა."),
        ("fa", "وزارت خارجه سفیر را احضار کرد و به بازرسی دفتر اعتراض کرد."),
        ("ar", "استدعت وزارة الخارجية السفير وسلمته مذكرة احتجاج على المداهمة."),
        ("he", "משרד החוץ זימן את השגריר לשיחת נזיפה בעקבות הפשיטה."),
        ("hi", "मंत्रालय ने राजदूत को बुलाया और छापे पर विरोध जताया।"),
        ("zh", "外交部召见大使，就搜查事件提出抗议，并要求对方道歉。"),
        ("ja", "外務省は大使を呼び出し、捜索について抗議した。"),
    ],
)
def test_languages_of_the_press_that_is_read(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "Bakı", "12.5 % (2024) !!!", "OK", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"]
)
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) == "und"


@given(st.text())
def test_always_a_code(text: str) -> None:
    code = language_of(text)
    assert code == "und" or (len(code) == 2 and code.islower())
