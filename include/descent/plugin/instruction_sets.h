#ifndef DESCENT_PLUGIN_INSTRUCTION_SETS_H
#define DESCENT_PLUGIN_INSTRUCTION_SETS_H
/*
 * The one list of instruction sets, narrowest first: numbers, names, compiler flags, tables of kernels and the choice
 * among them are all made from it. What a set's registers do stands in descent/detail/isa/NAME.h.
 *
 *   X(name, NAME, Tag, number, narrower, processors, flags)
 *
 * number: in files and in binaries: never change. narrower: what also runs where this set runs, the widest such set;
 * the set itself if there is none. processors: whose builds hold it (x86_64, aarch64 or other). flags: the compiler's,
 * for files compiled for this set alone; CMake reads them here, so an entry is one line.
 */

/* clang-format off */
#define DESCENT_INSTRUCTION_SETS(X) \
    X(baseline, BASELINE, Baseline, 0, baseline, "x86_64 other", "") \
    X(avx2, AVX2, Avx2, 1, baseline, "x86_64", "-mavx2 -mfma") \
    X(avx512, AVX512, Avx512, 2, avx2, "x86_64", "-mavx512f -mavx512cd -mavx512vl -mavx512bw -mavx512dq -mfma -mprefer-vector-width=512") \
    X(neon, NEON, Neon, 3, baseline, "aarch64", "")
/* clang-format on */

/* DESCENT_SET_BASELINE and so on, as the plugin interface passes them. */
#define DESCENT_SET_ENUMERATOR(name, NAME, Tag, number, narrower, processors, flags) DESCENT_SET_##NAME = number,
enum { DESCENT_INSTRUCTION_SETS(DESCENT_SET_ENUMERATOR) };
#undef DESCENT_SET_ENUMERATOR

#endif
