import { quantity } from '#lib/core/number-words.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import type { Accuracy } from '#lib/core/predictions/fit/quality/accuracy.ts';
import { windowWords } from '#lib/core/segments/describe/duration-words.ts';
import { CalibrationPlot } from '#lib/tools/report/charts/calibration-plot.ts';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { useShow } from '../../show/use-show.ts';
import { insight as words } from '../../words/en.ts';
import { Asked, Finding } from './asked.tsx';

const texts = words.predictions;

type Quality = FittedModel['quality'];

const Calibration = ({ calibration }: Pick<Quality, 'calibration'>) => {
  const { share } = useShow();
  if (calibration.length === 0) return null;
  const label = calibration.map(({ expected, seen }) => texts.point(share(expected), share(seen))).join('; ');
  return (
    <Card title={texts.calibration.title} note={texts.calibration.note}>
      <CalibrationPlot points={calibration} label={texts.calibration.label(label)} />
    </Card>
  );
};

interface Guess extends Accuracy {
  readonly name: string;
}

const guessesOf = ({ baselines, ...model }: Quality): readonly Guess[] => [
  { name: texts.guesses.model, ...model },
  { name: texts.guesses.rate, ...baselines.rate },
  { name: texts.guesses.lastPeriod, ...baselines.lastPeriod },
  ...(baselines.recencyFrequency ? [{ name: texts.guesses.recencyFrequency, ...baselines.recencyFrequency }] : []),
];

const Guesses = ({ quality }: { readonly quality: Quality }) => {
  const { share } = useShow();
  return (
    <Card title={texts.guesses.title} note={texts.guesses.note}>
      <DataTable<Guess>
        caption={texts.guesses.title}
        isCaptionHidden
        columns={[
          { key: 'name', header: texts.guesses.by, isHeading: true, cell: ({ name }) => name },
          { key: 'auc', header: texts.guesses.pairs, isNumber: true, cell: ({ auc }) => share(auc) },
          { key: 'mae', header: texts.guesses.error, isNumber: true, cell: ({ mae }) => quantity(mae) },
          { key: 'ratio', header: texts.guesses.ratio, isNumber: true, cell: ({ totalRatio }) => quantity(totalRatio) },
        ]}
        rows={guessesOf(quality)}
        keyOf={({ name }) => name}
      />
    </Card>
  );
};

/** A warning with the length of a holdout in words. */
const warningWords = (warning: string): string =>
  warning.replaceAll(/the last (P\w+)/g, (_all, holdout: string) => windowWords(holdout));

const Warnings = ({ warnings }: Pick<FittedModel, 'warnings'>) =>
  warnings.length === 0 ? null : (
    <Card title={texts.warnings} width="wide">
      <ul class="said">
        {warnings.map((warning) => (
          <li key={warning}>{warningWords(warning)}</li>
        ))}
      </ul>
    </Card>
  );

const Model = ({ model: { quality, fit, tiers, warnings } }: { readonly model: FittedModel }) => {
  const { number, share, money } = useShow();
  return (
    <div class="stack">
      <Finding says={texts.says(share(quality.auc))} sure={texts.sure(windowWords(quality.holdout))} />
      <KeyFigures
        label={texts.title}
        figures={[
          { value: number(fit.customers), meaning: texts.figures.customers },
          { value: share(quality.auc), meaning: texts.figures.pairs },
          { value: quantity(quality.totalRatio), meaning: texts.figures.ratio },
          { value: money(Math.round(tiers.high)), meaning: texts.figures.high },
        ]}
      />
      <div class="cards">
        <Calibration calibration={quality.calibration} />
        <Guesses quality={quality} />
        <Warnings warnings={warnings} />
      </div>
    </div>
  );
};

/** How well the model foretells, and how far to trust it. */
export const PredictionsView = () => (
  <Asked<FittedModel | { readonly missing: string }> kind="predictions">
    {(model) =>
      'missing' in model ? (
        <Empty title={texts.none.title} hint={`${words.sentence(model.missing)} ${texts.none.hint}`} />
      ) : (
        <Model model={model} />
      )
    }
  </Asked>
);
