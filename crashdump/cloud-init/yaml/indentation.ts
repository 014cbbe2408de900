/** The columns of the lists and mappings that are open without brackets, which is what their ends are known by. */
export class Indentation {
  /** Of the innermost one; -1 where there is none. */
  column = -1;
  private readonly outer: number[] = [];

  /** Opens one, unless one is open at this column or deeper. */
  enter(column: number): boolean {
    if (this.column >= column) return false;
    this.outer.push(this.column);
    this.column = column;
    return true;
  }

  /** How many end before something that begins at this column. */
  leave(column: number): number {
    let count = 0;
    for (; this.column > column; count++) this.column = this.outer.pop() ?? -1;
    return count;
  }
}
