export type ConstantVelocityGain = {
  /** Share of the innovation that moves the position. */
  readonly alpha: number;
  /** Share of the innovation that, over the interval, moves the velocity. */
  readonly beta: number;
  /** Variance of the smoothed position over that of one measurement. */
  readonly noiseShare: number;
  /** By how much the position trails an object that accelerates for good, metres. */
  readonly lagM: number;
};

/**
 * Steady state of a Kalman filter that takes velocity as constant between frames (SORT's model, one axis): the gains follow
 * from the tracking index acceleration x interval^2 / measurement noise alone.
 * Kalata, The Tracking Index (IEEE Transactions on Aerospace and Electronic Systems, 1984): r = (4 + i - sqrt(8 i + i^2)) / 4,
 * alpha = 1 - r^2, beta = 2 (2 - alpha) - 4 sqrt(1 - alpha); acceleration is white from frame to frame.
 * @param noiseM standard deviation of a detected position, above 0. @param accelerationMps2 standard deviation, above 0.
 * @param framesPerSecond analysed, above 0. @throws RangeError outside these.
 */
export function constantVelocityGain(
  noiseM: number,
  accelerationMps2: number,
  framesPerSecond: number,
): ConstantVelocityGain {
  if (!(noiseM > 0 && accelerationMps2 > 0 && framesPerSecond > 0))
    throw new RangeError(
      `no gain for noise ${noiseM} m, ${accelerationMps2} m/s2 at ${framesPerSecond} frames a second`,
    );
  const interval = 1 / framesPerSecond;
  const index = (accelerationMps2 * interval * interval) / noiseM;
  const root = (4 + index - Math.sqrt(8 * index + index * index)) / 4;
  const alpha = 1 - root * root;
  const beta = 2 * (2 - alpha) - 4 * root;
  return {
    alpha,
    beta,
    noiseShare: alpha,
    lagM: (accelerationMps2 * interval * interval * (1 - alpha)) / beta,
  };
}
