/* The line of one value from when the page began, as a path of SVG. It is thinned out as it becomes long. */
const MOST = 2000;

export class Chart {
  #begun = Date.now();
  #points = []; // with the value NaN where something is missing
  last;

  add(value) {
    this.last = value;
    this.#points.push({ time: Date.now(), value });
    if (this.#points.length > MOST) this.#points = this.#points.filter((point, i) => i % 2 === 0 || isNaN(point.value));
  }

  interrupt() {
    this.#points.push({ time: Date.now(), value: NaN });
  }

  /** Returns the path, as large as is said, and what it spans. */
  drawn(width, height) {
    const values = this.#points.map(({ value }) => value).filter((value) => !isNaN(value));
    const [low, high, begun] = [Math.min(...values), Math.max(...values), this.#begun];
    const x = (time) => ((time - begun) / Math.max(Date.now() - begun, 1)) * width;
    const y = (value) => height - ((value - low + 1) / (high - low + 2)) * height;
    let [path, broken] = ["", true];
    for (const { time, value } of this.#points) {
      if (!isNaN(value)) path += `${broken ? "M" : "L"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
      broken = isNaN(value);
    }
    return { path, low, high, begun };
  }
}
