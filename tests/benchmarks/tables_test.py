"""That write_tables keeps one block a processor, and what a processor is called. Run by ctest."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS / "support"))
import processor

PAGE = "before\n<!-- table training -->\n**AMD EPYC, Zen 4, AVX-512.** Measured once.\n\n| old |\n<!-- end of table -->\nafter\n"


def cpuinfo(vendor, family, flags):
    return f"processor\t: 0\nvendor_id\t: {vendor}\ncpu family\t: {family}\nmodel name\t: Some Name\nflags\t\t: {flags}\n\n"


class Tables(unittest.TestCase):
    def write(self, page, speed, name):
        case = {"run_name": "train/4-8-3/batch:8/optimizer:gd/threads:1", "patterns_per_second": speed,
                "microseconds_per_step": 0.5, "peak_share": 0.25, "peak_gflops": 100}
        with tempfile.TemporaryDirectory() as folder:
            measured, written = Path(folder) / "training.json", Path(folder) / "page.md"
            measured.write_text(json.dumps({"context": {"date": "2026-01-02T", "instruction_set": "avx2"}, "benchmarks": [case]}))
            written.write_text(page)
            subprocess.run([sys.executable, BENCHMARKS / "write_tables", "--training", measured, "--processor", name,
                            "--page", written], check=True)
            return written.read_text()

    def test_another_processor_gets_a_block_of_its_own(self):
        page = self.write(PAGE, 1000, "Other")
        self.assertTrue(page.startswith(PAGE[:PAGE.index("<!-- end")]))
        self.assertIn("\n\n**Other, AVX2.** Measured on 2026-01-02; peak 100 GFLOP/s on 1.\n", page)
        self.assertIn("| 4-8-3 | 8 | gd | 1,000 | 0.5 | 0.25 |", page)
        self.assertTrue(page.endswith("|\n<!-- end of table -->\nafter\n"))

    def test_a_block_of_the_same_processor_is_written_anew(self):
        once = self.write(PAGE, 1000, "Other")
        twice = self.write(once, 2000, "Other")
        self.assertEqual(twice, once.replace("1,000", "2,000"))


class Names(unittest.TestCase):
    def test_generations_of_processors_that_hide_their_model(self):
        for family, flags, name in ((25, "avx2", "Some Name, Zen 3"), (25, "avx2 avx512f", "Some Name, Zen 4"),
                                    (26, "avx512f", "Some Name, Zen 5"), (99, "avx512f", "Some Name")):
            self.assertEqual(processor.name_from(cpuinfo("AuthenticAMD", family, flags)), name)

    def test_processors_of_other_makers_have_the_name_that_they_give(self):
        self.assertEqual(processor.name_from(cpuinfo("GenuineIntel", 6, "avx512f")), "Some Name")


if __name__ == "__main__":
    unittest.main()
