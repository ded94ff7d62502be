#include <descent/dataset.h>
#include <descent/error.h>
#include <sys/stat.h>

#include "data_files.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

std::string refusal(const DataSource& source) {
    return error_of([&] { read_dataset(source); });
}

/// Four images of 2 x 3 bytes and their labels, as fashion-mnist lies in its folder.
void write_fashion_mnist(const TemporaryFolder& folder, std::string_view labels) {
    for (const std::string part : {"train", "t10k"}) {
        folder.write(part + "-images-idx3-ubyte.gz", gzipped(idx_of({4, 2, 3})));
        folder.write(part + "-labels-idx1-ubyte.gz", gzipped(idx_labels(labels)));
    }
}

}  // namespace

TEST_CASE("Every file format gives the same data set") {
    const TemporaryFolder folder;
    const std::string images = idx_of({3, 2}), labels = idx_labels(std::string_view("\0\1\1", 3));
    const DataSource sources[] = {
        {.path = folder.write("a-idx2-ubyte", images), .labels = folder.write("b-idx1-ubyte", labels)},
        {.path = folder.write("a.idx2-ubyte.gz", gzipped(images)), .labels = folder.write("b.idx.gz", gzipped(labels))},
        {.path = folder.write("a.npy", npy_of<std::uint8_t>("|u1", "(3, 2)", {0, 1, 2, 3, 4, 5})),
         .labels = folder.write("b.npy", npy_of<std::int64_t>("<i8", "(3,)", {0, 1, 1}))},
    };
    for (const DataSource& source : sources) {
        const Dataset data = read_dataset(source);
        CHECK(data.patterns() == 3);
        CHECK(data.inputs() == 2);
        CHECK(data.class_names() == std::vector<std::string>{"0", "1"});
        CHECK(data.raw_targets().labels == std::vector<std::uint32_t>{0, 1, 1});
        CHECK(data.content_hash() == read_dataset(sources[0]).content_hash());
    }
    const std::string text = "a,b,y\n0,1,zero\n2,3,one\n4,5,one\n";
    const Dataset plain = read_dataset({.path = folder.write("x.csv", text), .targets = {"y"}});
    const Dataset compressed = read_dataset({.path = folder.write("x.csv.gz", gzipped(text)), .targets = {"y"}});
    CHECK(unscaled_inputs(plain) == std::vector<double>{0, 1, 2, 3, 4, 5});
    CHECK(plain.content_hash() == compressed.content_hash());
}

TEST_CASE("Endings may be in capitals, and each table's ending is read") {
    const TemporaryFolder folder;
    for (const std::string name : {"a.CSV", "a.tsv", "a.Txt", "a.data", "a.TSV.GZ"}) {
        const std::string text = "a,y\n1,2\n";
        const std::string path = folder.write(name, name.ends_with("GZ") ? gzipped(text) : text);
        CHECK(read_dataset({.path = path, .targets = {"y"}}).patterns() == 1);
    }
    CHECK(read_dataset({.path = folder.write("a.libsvm", "1 1:2\n0 1:3\n")}).inputs() == 1);
    CHECK(read_dataset({.path = folder.write("a.SVM.gz", gzipped("1 1:2\n0 1:3\n"))}).patterns() == 2);
}

TEST_CASE("Arrays come from members of one archive") {
    const std::string archive = DESCENT_SOURCE_DIR "/tests/reference/npy/stored.npz";
    const Dataset data = read_dataset({.path = archive + ":X", .labels = archive + ":y"});
    CHECK(data.inputs() == 3);
    CHECK(data.class_names() == std::vector<std::string>{"1", "3"});
    CHECK(data.raw_targets().labels == std::vector<std::uint32_t>{1, 0});
}

TEST_CASE("Bytes of IDX are pixels, those of .npy are numbers") {
    const TemporaryFolder folder;
    const std::string idx = folder.write("a.idx", idx_of({2, 2}));
    const std::string npy = folder.write("a.npy", npy_of<std::uint8_t>("|u1", "(2, 2)", {0, 1, 2, 3}));
    const auto scale = [](const std::string& path) {
        return fit_scaling(read_dataset({.path = path, .targets_optional = true}), ScalingKind::none).scale[0];
    };
    CHECK(scale(idx) == 1.0 / 255);
    CHECK(scale(npy) == 1.0f);
}

TEST_CASE("Unix times in a table and in an array are scaled alike, to the second") {
    const TemporaryFolder folder;
    std::vector<double> times;
    std::string table = "t,y\n";
    for (int i = 0; i < 60; ++i) {
        times.push_back(1700000000.0 + i);
        table += std::to_string(1700000000 + i) + (i < 30 ? ",early\n" : ",late\n");
    }
    const Dataset from_table = read_dataset({.path = folder.write("t.csv", table), .targets = {"y"}});
    const Dataset from_array = read_dataset(
        {.path = folder.write("t.npy", npy_of<double>("<f8", "(60, 1)", times)), .targets_optional = true});
    const Scaling scaling = fit_scaling(from_table, ScalingKind::standardise);
    CHECK(scaling.shift == std::vector<double>{1700000029.5});
    CHECK(scaling == fit_scaling(from_array, ScalingKind::standardise));
}

TEST_CASE("What was decided about arrays stands in the notes, those on targets apart") {
    const TemporaryFolder folder;
    const std::string npy = folder.write("a.npy", npy_of<float>("<f4", "(2,)", {0, 1}));
    const std::string labels = folder.write("b.npy", npy_of<std::int32_t>("<i4", "(2, 1)", {4, 5}));
    const auto details = read_dataset({.path = npy, .labels = labels}).details();
    CHECK(details.notes == std::vector<std::string>{"one dimension is taken as one input column"});
    CHECK(details.target_notes == std::vector<std::string>{"targets are 2 classes: 4, 5; task=regression makes numbers",
                                                           "classes of fewer than 5 patterns: 4 (1), 5 (1)"});
    CHECK(read_dataset({.path = npy, .labels = labels, .class_names = {"5", "4"}}).details().target_notes.empty());
}

TEST_CASE("What only tables have is refused for arrays") {
    const TemporaryFolder folder;
    const std::string npy = folder.write("a.npy", npy_of<float>("<f4", "(2,)", {0, 1}));
    const DataSource sources[] = {
        {.path = npy, .targets_optional = true, .columns = {"a"}},
        {.path = npy, .targets_optional = true, .ignore = {"a"}},
        {.path = npy, .targets_optional = true, .missing = Missing::mean},
        {.path = npy, .targets_optional = true, .weights = "w"},
        {.path = npy, .targets_optional = true, .group_by = "g"},
    };
    for (const DataSource& source : sources) {
        CHECK_THROWS_AS(read_dataset(source), UsageError);
        CHECK_THAT(refusal(source), ContainsSubstring("belongs to tables; "));
    }
}

TEST_CASE("fashion-mnist is read from its folder, split as published, with its class names") {
    const TemporaryFolder folder;
    write_fashion_mnist(folder, std::string_view("\0\x09\1\2", 4));
    for (const bool test_part : {false, true}) {
        const Dataset data =
            read_dataset({.path = "fashion-mnist", .test_part = test_part, .fashion_mnist_folder = folder.path()});
        CHECK(data.patterns() == 4);
        CHECK(data.inputs() == 6);
        CHECK(data.outputs() == 10);
        CHECK(data.class_names()[9] == "Ankle boot");
        CHECK(data.name() == (test_part ? "fashion-mnist (test)" : "fashion-mnist"));
    }
}

TEST_CASE("Without its package fashion-mnist says how to get it") {
    const TemporaryFolder folder;
    CHECK_THAT(refusal({.path = "fashion-mnist", .fashion_mnist_folder = folder.path()}),
               ContainsSubstring("train-images-idx3-ubyte.gz: found no file of this name, expected the data set: "
                                 "install it with apt-get install dataset-fashion-mnist"));
}

TEST_CASE("fashion-mnist refuses labels, targets, other classes, and labels that are none of its ten") {
    const TemporaryFolder folder;
    write_fashion_mnist(folder, std::string_view("\0\x0A\1\2", 4));
    const std::string where = folder.path();
    CHECK_THAT(refusal({.path = "fashion-mnist", .fashion_mnist_folder = where}), ContainsSubstring("found label 10"));
    CHECK_THAT(refusal({.path = "fashion-mnist", .labels = "x", .fashion_mnist_folder = where}),
               ContainsSubstring("labels"));
    CHECK_THAT(refusal({.path = "fashion-mnist", .targets = {"x"}, .fashion_mnist_folder = where}),
               ContainsSubstring("target"));
    write_fashion_mnist(folder, std::string_view("\0\1\1\2", 4));
    CHECK_THAT(refusal({.path = "fashion-mnist", .class_names = {"cat", "dog"}, .fashion_mnist_folder = where}),
               ContainsSubstring("expected the known ones cat, dog"));
}

TEST_CASE("A missing file, a folder, a pipe: one clear line each") {
    const TemporaryFolder folder;
    CHECK(refusal({.path = "no/such.csv", .targets = {"y"}}) ==
          "no/such.csv: found no file of this name, expected a file that can be read");
    const std::string images = folder.write("x.npy", npy_of<float>("<f4", "(1, 1)", {1}));
    CHECK(refusal({.path = images, .labels = "no/such.npy"}) ==
          "no/such.npy: found no file of this name, expected a file that can be read");
    REQUIRE(::mkdir(folder.path("d.csv").c_str(), 0700) == 0);
    REQUIRE(::mkfifo(folder.path("p.csv").c_str(), 0600) == 0);
    CHECK_THAT(refusal({.path = folder.path("d.csv"), .targets = {"y"}}), ContainsSubstring("found a folder"));
    CHECK_THAT(refusal({.path = folder.path("p.csv"), .targets = {"y"}}), ContainsSubstring("found a pipe"));
}

TEST_CASE("A name of no known format lists the known ones") {
    CHECK(refusal({.path = "data.xlsx"}) ==
          "data.xlsx: found a name of no known format, expected fashion-mnist, or a file that ends in .csv, .tsv, "
          ".txt, .data, .idx, -ubyte, .libsvm, .svm or .svmlight, each also with .gz, or in .npy or .npz");
    CHECK_THAT(refusal({.path = ""}), ContainsSubstring("no known format"));
    CHECK_THAT(refusal({.path = "folder.csv/data"}), ContainsSubstring("no known format"));
}

TEST_CASE("A source that says too little or too much is a usage error") {
    const TemporaryFolder folder;
    const std::string csv = folder.write("x.csv", "a,y\n1,2\n");
    const std::string npy = folder.write("x.npy", npy_of<float>("<f4", "(1, 1)", {1}));
    CHECK_THROWS_AS(read_dataset({.path = npy}), UsageError);
    CHECK_THAT(refusal({.path = npy}), ContainsSubstring("labels: no file of labels or targets is named for"));
    CHECK_THAT(refusal({.path = npy, .targets = {"y"}}), ContainsSubstring("target: belongs to CSV files"));
    CHECK_THAT(refusal({.path = csv, .labels = npy, .targets = {"y"}}),
               ContainsSubstring("labels: belongs to IDX and .npy"));
    CHECK_THAT(refusal({.path = npy, .labels = csv}), ContainsSubstring("expected an IDX or .npy file"));
    CHECK_THAT(refusal({.path = csv, .targets = {"y"}, .test_part = true}),
               ContainsSubstring("data: only fashion-mnist"));
    CHECK_THAT(refusal({.path = npy, .labels = npy, .encoding = Encoding::latin1}),
               ContainsSubstring("encoding: belongs to tables"));
    CHECK_THAT(refusal({.path = npy, .labels = npy, .no_header = true}), ContainsSubstring("belongs to tables"));
    const std::string svm = folder.write("x.svm", "1 1:2\n");
    CHECK_THAT(refusal({.path = svm, .labels = npy}), ContainsSubstring("labels: stand in"));
    CHECK_THAT(refusal({.path = svm, .targets = {"y"}}), ContainsSubstring("target: belongs to CSV files"));
    CHECK_FALSE(read_dataset({.path = npy, .targets_optional = true}).has_targets());
}

TEST_CASE("Labels that do not match the patterns are an error that counts both") {
    const TemporaryFolder folder;
    const std::string images = folder.write("x-idx3-ubyte", idx_of({4, 2, 3}));
    const std::string labels = folder.write("y-idx1-ubyte", idx_labels("\1\2\3"));
    CHECK(refusal({.path = images, .labels = labels}) ==
          labels + ": header: found 3 labels, expected 4, one for each pattern of " + images);
    const std::string row = folder.write("row.npy", npy_of<std::uint8_t>("|u1", "(1, 4)", {0, 1, 0, 1}));
    CHECK(refusal({.path = images, .labels = row}) ==
          row +
              ": header: found 1 label in a shape of 1 x 4, expected 4, one "
              "for each pattern of " +
              images + "; save array.ravel()");
    CHECK_THAT(refusal({.path = images, .labels = images}),
               ContainsSubstring("found a shape of 4 x 2 x 3, expected one dimension of labels"));
}

TEST_CASE("A truncated or wrongly named compressed file names the file") {
    const TemporaryFolder folder;
    const std::string whole = gzipped(idx_of({4, 2, 3}));
    const std::string cut = folder.write("x-idx3-ubyte.gz", whole.substr(0, whole.size() / 2));
    CHECK_THAT(refusal({.path = cut, .labels = "y-idx1-ubyte"}), ContainsSubstring(cut + ": compressed byte"));
    CHECK_THAT(refusal({.path = cut, .labels = "y-idx1-ubyte"}), ContainsSubstring("the file is truncated"));
    const std::string plain = folder.write("z-idx3-ubyte.gz", idx_of({4, 2, 3}));
    CHECK_THAT(refusal({.path = plain, .labels = "y-idx1-ubyte"}),
               ContainsSubstring("expected gzip data (bytes 1f 8b)"));
}
