import { foldText } from '../../segments/language/fold-text.ts';

/** What is known of the gender of those whom a name stands for. */
export type NameGender = 'female' | 'male' | 'either';

/** By the letter that each begins with. */
const names: Readonly<Record<NameGender, string>> = {
  female:
    'Anna Bella Clara Dora Emma Fiona Gina Hanna Ida Julia Kate Lena Mia Nina Olga Paula Queenie Rosa Sara Tina Uma Vera Wendy Xenia Yvonne Zoe',
  male: 'Adam Ben Carl Dan Eric Frank George Harry Ian Jack Karl Leo Max Nick Oscar Paul Quentin Ralf Simon Tom Ulrich Victor Will Xaver Yann Zack',
  either:
    'Alex Blair Charlie Dana Eden Finley Gale Harper Indigo Jordan Kim Lee Morgan Noel Ollie Parker Quinn Robin Sam Taylor Umber Val Wyn Xan Yael Zion',
};

/** A first name with the initial of a word: of one that begins with another letter than A to Z, any. */
export const firstNameFor = (word: string, gender: NameGender): string => {
  const initial = foldText(word).charAt(0).toUpperCase();
  const all = names[gender].split(' ');
  return all.find((name) => name.startsWith(initial)) ?? (all[0] as string);
};
