/** Words that turn what is said: no stop words, although lists of stop words have them. */
interface Negations {
  /** They stand before what they turn, so no term ends with one. */
  readonly leading: string;
  /** They may stand behind it: `geht nicht`. */
  readonly trailing?: string;
}

/** By language, as `stopwords-iso` names it. */
export const negations: Readonly<Record<string, Negations>> = {
  ar: { leading: 'لا لم لن ليس ليست بدون غير' },
  bg: { leading: 'не няма никога без нито нищо' },
  ca: { leading: 'no mai sense ni cap', trailing: 'res' },
  cs: { leading: 'ne není nejsou bez nikdy žádný žádná žádné ani', trailing: 'nic' },
  da: { leading: 'ingen uden aldrig hverken', trailing: 'ikke' },
  de: { leading: 'kein keine keinen keinem keiner keines ohne nie niemals nichts', trailing: 'nicht' },
  el: { leading: 'δεν δε μην μη χωρίς ποτέ ούτε κανένα', trailing: 'τίποτα' },
  en: {
    leading:
      "not never no without none nothing neither nor cannot cant can't can’t dont don't don’t doesnt doesn't doesn’t didnt didn't didn’t isnt isn't isn’t wasnt wasn't wasn’t arent aren't aren’t werent weren't weren’t wont won't won’t wouldnt wouldn't wouldn’t couldnt couldn't couldn’t shouldnt shouldn't shouldn’t havent haven't haven’t hasnt hasn't hasn’t hadnt hadn't hadn’t too",
  },
  es: { leading: 'no nunca sin ni jamás ningún ninguna ninguno tampoco demasiado', trailing: 'nada' },
  et: { leading: 'ei pole ilma mitte kunagi' },
  fa: { leading: 'نه بدون نیست هرگز هیچ' },
  fi: { leading: 'ei en et emme ette eivät ilman eikä liian', trailing: 'koskaan' },
  fr: { leading: 'ne n sans ni aucun aucune trop', trailing: 'pas jamais rien' },
  gl: { leading: 'non nunca sen nin ningún ningunha', trailing: 'nada' },
  he: { leading: 'לא אין בלי אף מעולם' },
  hi: { leading: 'न बिना मत', trailing: 'नहीं' },
  hr: { leading: 'ne nije nema bez nikad nikada ni', trailing: 'ništa' },
  hu: { leading: 'nem nincs ne soha sem túl', trailing: 'nélkül semmi' },
  id: { leading: 'tidak bukan tanpa jangan belum tak terlalu' },
  it: { leading: 'non mai senza né nessun nessuna nessuno troppo', trailing: 'niente nulla' },
  ja: { leading: '不 未 無', trailing: 'ない なかっ ません ず ぬ なく' },
  ko: { leading: '안 못', trailing: '않 않은 않고 없다 없는 없이' },
  lt: { leading: 'ne nėra be niekada nei' },
  lv: { leading: 'nav bez nekad ne', trailing: 'nekas' },
  nl: { leading: 'geen zonder nooit nergens', trailing: 'niet niets' },
  no: { leading: 'ingen uten aldri', trailing: 'ikke' },
  pl: { leading: 'nie bez nigdy brak żaden żadna ani zbyt', trailing: 'nic' },
  pt: { leading: 'não nunca sem nem jamais nenhum nenhuma demasiado', trailing: 'nada' },
  ro: { leading: 'nu fără niciodată nici prea', trailing: 'nimic' },
  ru: { leading: 'не нет без никогда ни слишком', trailing: 'ничего' },
  sk: { leading: 'nie bez nikdy žiadny žiadna ani', trailing: 'nič' },
  sl: { leading: 'ne ni brez nikoli niti', trailing: 'nič' },
  sv: { leading: 'inga ingen inget utan aldrig', trailing: 'inte' },
  th: { leading: 'ไม่ ไม่มี ไม่ได้ ยังไม่' },
  tr: { leading: 'hiç ne asla', trailing: 'değil yok' },
  uk: { leading: 'не ні без ніколи немає', trailing: 'нічого' },
  vi: { leading: 'không chưa chẳng đừng' },
  zh: { leading: '不 没 没有 無 无 未 别 沒 沒有 不是 不能 太' },
};
