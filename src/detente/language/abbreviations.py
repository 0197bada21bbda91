"""Words that carry a full stop of their own, in the languages read."""

from __future__ import annotations

__all__ = ["BEFORE_NAME", "BEFORE_NUMBER", "MONTHS", "MUTE", "STARTERS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_NAME = _words(
    """
    mr mrs ms dr prof gen lt col maj capt cpt cmdr sgt cpl brig adm sen rep gov pres amb hon rev fr
    st mt ft messrs supt insp det atty vs e.g i.e cf viz al maj-gen lt-gen lt-col
    г гр ул им т.е т.н ген проф акад пос обл р-н пр просп пл д-р полк м-р св вул
    sr sra srta sto sta mme mlle mm herr hr bzw z.b nr dipl ing bsp
    sn av doç op alb yzb orgn tümg tuğg müh vd akad
    الأستاذ دک डॉ श्री सुश्री
    """
)
"""They end no sentence: a name, or the thing meant, follows."""

BEFORE_NUMBER = _words("no nos art sec fig vol pp p para ch op nr núm № ст п стр с д кв")
"""They end no sentence where a number follows."""

MUTE = _words(
    """
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    inc corp ltd co bros jr sr etc dept univ assn ave blvd rd govt intl est approx dist
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mont neb nev
    okla ore pa penn tenn tex vt va wash wis wyo
    a.m p.m u.s u.k u.n e.u ph.d d.c
    гг тыс млн млрд трлн руб долл экз чел мин сек
    evtl inkl exkl bspw zzgl godz resp např napr напр сокр aprox incl excl
    mio mrd usw ca ee.uu ud uds vb vs
    """
)
"""They end a sentence only where a word follows that likes to begin one."""

STARTERS = _words(
    """
    The This That These Those There Then They He She It We I You In On At As After Before But And
    However For From By If When While Since Although His Her Its Their Our Both Meanwhile Earlier
    Later According Some Many Most Such What Who Why How Despite Under With Another Also A An Not
    No So Or Yet All Last Once Following During Among Until Now Today Yesterday Officials Police
    Он Она Они Это Эти Но Однако Также При По После В На Как Если Ранее Позже Тем
    Der Die Das Ein Eine Er Sie Es Wir Im Am Nach Doch Aber Le La Les Un Une Il Elle Ils Mais En
    Dans El Los Las Ella Pero Según Bu O Ancak Ama Daha
    """
)

MONTHS = _words(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    januari februari maart mei augustus januára
    """
)
"""Months that follow an ordinal, as in "3. Oktober"."""
