// A component that is drawn anew only when one of its properties is another.
import { Component, createElement, type ComponentType, type VNode } from 'preact';

export function memo<Props extends object>(Inner: ComponentType<Props>) {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props) {
      const names = Object.keys(next) as (keyof Props)[];
      return names.length != Object.keys(this.props).length || names.some((name) => next[name] !== this.props[name]);
    }
    override render(): VNode {
      return createElement(Inner as ComponentType<object>, this.props as object);
    }
  };
}
