import { Button, type ButtonProps } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon.tsx';

interface ActionButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  /** Shown, and the accessible name unless `aria-label` says more, such as what of several things the button is for. */
  readonly label: string;
  readonly icon?: IconName;
  /** `primary`: the one thing to do here. `danger`: something is lost. `quiet`: beside content, without a frame. */
  readonly look?: 'primary' | 'plain' | 'danger' | 'quiet';
  /** Shows the icon only; the label stays its accessible name. */
  readonly isIconOnly?: boolean;
}

/** Every button of the application: a label, perhaps an icon, one of four looks. */
export function ActionButton({
  label,
  icon,
  look = 'plain',
  isIconOnly = false,
  ...rest
}: ActionButtonProps) {
  return (
    <Button
      {...rest}
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
