#pragma once
/// \file
/// Patterns and targets in memory, or mapped from a file that is larger than memory.
///
/// Contract: a Dataset never changes after it is made, and copies share their bytes. Inputs keep the type they
/// have in the file (pixels stay bytes); they become scaled float32 only when a batch is gathered.
///
///     descent::Dataset data = descent::read_dataset({.path = "iris.csv", .targets = {"species"}});
///     std::cout << data.patterns() << " patterns of " << data.inputs() << " inputs\n";

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <descent/columns.h>
#include <descent/expansion.h>
#include <descent/machine.h>
#include <descent/scaling.h>
#include <descent/target_scaling.h>

namespace descent {

/// Type of an input number as stored. Values stand in files: never change.
enum class ElementType { u8 = 0, f32 = 1, f64 = 2, i32 = 3, i64 = 4 };

/// [any thread] Bytes of one element: 1, 4, 8, 4, 8.
std::size_t size_of(ElementType type);

/// Patterns with their targets. Rows of `inputs` are contiguous; a subset is an index list over the same bytes.
class Dataset {
public:
    /// The raw matrix: [patterns][columns], row after row, little-endian elements, no padding; may be unaligned. A
    /// column is an input; where the data has `Details::columns`, one of those, and a category is stored as f64: its
    /// place among the categories, -1 where it is none of them, NaN where it is missing.
    struct Inputs {
        std::shared_ptr<const void> owner;  ///< keeps `bytes` alive: memory or a mapped file
        const std::byte* bytes = nullptr;
        ElementType type = ElementType::f32;
        std::size_t patterns = 0;
        std::size_t columns = 0;
        bool pixels = false;  ///< bytes of images: `ScalingKind::none` divides them by 255
    };
    /// Classes: `labels[p]` in [0, class_names.size()). Otherwise `values`: [patterns][columns].
    struct Targets {
        std::vector<std::uint32_t> labels;
        std::vector<std::string> class_names;
        std::vector<double> values;
        std::size_t columns = 0;
    };

    /// The patterns from `pattern` to the next run begin on the lines from `line` on, one on each.
    struct LineRun {
        std::uint32_t pattern = 0;
        std::uint32_t line = 0;  ///< from 1
        bool operator==(const LineRun&) const = default;
    };

    /// What else is known of the whole file.
    struct Details {
        Columns columns = {};                        ///< of a table
        std::vector<std::string> notes = {};         ///< what was decided, and how to decide otherwise: one line each
        std::vector<std::string> target_notes = {};  ///< the same of targets that stand in a file of their own
        std::vector<float> weights = {};             ///< factors on the patterns' costs; empty: 1
        std::vector<std::uint32_t> groups = {};      ///< number of each pattern's group; empty: there are none
        std::vector<std::string> targets = {};       ///< names of the target columns of a table
        std::vector<LineRun> lines = {};             ///< of a text: where patterns begin, ascending; empty: an array
        /// Records of a table that are no patterns, as they are blank or lack values: how many patterns stand before
        /// each, ascending.
        std::vector<std::uint32_t> left_out = {};
        std::string targets_file = {};  ///< where targets stand in another file than inputs
    };

    Dataset() = default;
    /// Throws InputError (`name` as file) when the parts disagree in length, a label or a category is out of range, or
    /// a weight is negative or not finite, or all are 0, or lines do not begin with the first pattern.
    Dataset(std::string name, Inputs inputs, Targets targets, Details details);
    Dataset(std::string name, Inputs inputs, Targets targets);  ///< without details

    /// [any thread] all below.
    const std::string& name() const noexcept;
    std::size_t patterns() const noexcept;  ///< of this subset
    std::size_t inputs() const noexcept;    ///< of a network
    std::size_t outputs() const noexcept;   ///< classes, or target columns; 0 when there are no targets
    bool has_targets() const noexcept;
    bool has_classes() const noexcept;
    const std::vector<std::string>& class_names() const noexcept;
    const std::vector<std::string>& input_names() const noexcept;  ///< empty, or one an input
    const Details& details() const noexcept;                       ///< of the whole file
    const Inputs& raw_inputs() const noexcept;                     ///< of the whole file
    const Expansion& expansion() const noexcept;                   ///< of its columns to inputs
    const Targets& raw_targets() const noexcept;                   ///< of the whole file
    /// Row in the whole file of each pattern of this subset, in order.
    std::span<const std::uint32_t> rows() const noexcept;
    /// The patterns `rows()[i]` for i in `positions`, sharing the bytes.
    Dataset subset(std::span<const std::uint32_t> positions) const;
    /// The same patterns with other targets, which are those of the whole file. Throws as the constructor.
    Dataset with_targets(Targets targets) const;
    /// 64-bit hash of the inputs, targets, weights and groups of this subset, and of what stands for missing values
    /// (XXH3), for checkpoints and run records.
    std::uint64_t content_hash() const;

private:
    struct Shared;
    std::shared_ptr<const Shared> shared_;
    std::shared_ptr<const Targets> targets_;
    std::shared_ptr<const std::vector<std::uint32_t>> rows_;
};

/// What targets are. Values stand in files: never change.
enum class Task {
    automatic = 0,       ///< decided from the whole column; a note says how
    classification = 1,  ///< classes, named by their values
    regression = 2,      ///< numbers
};

/// Which file, and which of its parts is what.
struct DataSource {
    std::string path;                       ///< "fashion-mnist", "-", or a file by its ending: see docs/formats.md
    std::string labels = {};                ///< labels or targets of IDX, .npy and .npz inputs
    std::vector<std::string> targets = {};  ///< target columns of a table
    bool test_part = false;                 ///< fashion-mnist only: the published test set
    /// When given, text classes must be among these and get these numbers (a model's, at prediction).
    std::vector<std::string> class_names = {};
    bool targets_optional = false;  ///< absent targets are no error (prediction)
    /// Where the files of fashion-mnist lie: the Debian package dataset-fashion-mnist puts them there.
    std::string fashion_mnist_folder = "/usr/share/datasets/fashion-mnist";
    Task task = Task::automatic;         ///< has no meaning where `class_names` are given: those are classes
    Encoding encoding = Encoding::utf8;  ///< of a table
    bool no_header = false;              ///< the first line of a table is a pattern; columns are c1, c2, ...
    /// Columns of a table that are inputs, by name or pattern (* and ?); none: all. Those that are none.
    std::vector<std::string> columns = {};
    std::vector<std::string> ignore = {};
    Missing missing = Missing::refuse;  ///< values of a table; that of `known`, where they are given
    Unknown unknown = Unknown::refuse;  ///< categories that `known` has not
    std::string weights = {};           ///< column of a table that weighs the patterns' costs: finite, at least 0
    std::string group_by = {};          ///< column of a table whose value is that of all patterns of a group
    /// The inputs that a model or other data has. Columns of a table are taken by name, in any order, and read as those
    /// were; in a file without names they are taken by position. Indices of libsvm text are among them.
    std::optional<Columns> known = {};
    Threads threads = {};  ///< that read a table; the data is the same for any number
};

/// [any thread] Reads or maps a data set. Throws InputError that names file, place, found and expected;
/// UsageError when the source does not say what is needed (no labels, no target column).
Dataset read_dataset(const DataSource& source);

/// [any thread] "auto", "classification", "regression"; throws UsageError that lists the names.
Task parse_task(std::string_view name);
std::string_view to_string(Task task);

}  // namespace descent
