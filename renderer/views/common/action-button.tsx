import { Button, type ButtonProps } from 'react-aria-components/Button';
import { useLens } from '../lens/lens-provider.tsx';
import { Icon, type IconName } from './icon.tsx';

interface ActionButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  /** Shown, and the accessible name unless `aria-label` says more, such as what of several things the button is for. */
  readonly label: string;
  readonly icon?: IconName;
  /** `primary`: the one thing to do here. `danger`: something is lost. `quiet`: beside content, without a frame. */
  readonly look?: 'primary' | 'plain' | 'danger' | 'quiet';
  /** Shows the icon only; the label stays its accessible name. */
  readonly isIconOnly?: boolean;
  /** Makes or decides something in the case: not possible through a lens that only reads. */
  readonly isMaking?: boolean;
}

/** Every button of the application: a label, perhaps an icon, one of four looks. */
export function ActionButton({
  label,
  icon,
  look = 'plain',
  isIconOnly = false,
  isMaking = false,
  ...rest
}: ActionButtonProps) {
  const { isReadOnly } = useLens();
  const isRefused = isMaking && isReadOnly;
  return (
    <Button
      {...rest}
      isDisabled={isRefused || (rest.isDisabled ?? false)}
      className="button"
      data-look={look}
      data-icon-only={isIconOnly || undefined}
      aria-label={rest['aria-label'] ?? label}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!isIconOnly && <span>{label}</span>}
    </Button>
  );
}
