/** Bytes in a gigabyte (decimal, as memory is sold). */
export const BYTES_PER_GB = 1e9;

/** Bytes in a gibibyte (binary, as drivers report). */
export const BYTES_PER_GIB = 1024 ** 3;

/** Bytes in a mebibyte. */
export const BYTES_PER_MIB = 1024 ** 2;
