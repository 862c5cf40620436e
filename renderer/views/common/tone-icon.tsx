import { Icon, type IconName } from './icon.tsx';

/** How a conclusion is coloured. Each tone also has a shape of its own, so colour is never alone. */
export type Tone = 'good' | 'partial' | 'open' | 'bad' | 'none';

const icons: Record<Tone, IconName> = {
  good: 'check',
  partial: 'partial',
  open: 'question',
  bad: 'cross',
  none: 'none',
};

/** The shape and colour of a tone, to stand before the words that carry the meaning. */
export function ToneIcon({ tone, size = 16 }: { readonly tone: Tone; readonly size?: number }) {
  return (
    <span className="tone-icon" data-tone={tone}>
      <Icon name={icons[tone]} size={size} />
    </span>
  );
}
