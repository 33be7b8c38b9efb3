// What can be taken along: the link of this very state.

export class Share {
  constructor(lab) {
    this.lab = lab;
    this.isOpen = false;
  }

  open() {}
}
