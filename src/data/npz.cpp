#include "data/npz.h"

#include <descent/error.h>

#include "base/text.h"
#include "data/npy.h"
#include "data/zip.h"

namespace descent::data {
namespace {

/// As numpy.load shows them.
std::vector<std::string> array_names(const ZipFile& archive) {
    std::vector<std::string> names;
    for (const ZipMember& member : archive.members()) {
        const bool marked = member.name.ends_with(".npy");
        names.push_back(member.name.substr(0, member.name.size() - (marked ? 4 : 0)));
    }
    return names;
}

}  // namespace

Array parse_npz(const storage::FileBytes& file, const std::string& member) {
    const ZipFile archive(file);
    const std::vector<std::string> names = array_names(archive);
    if (member.empty() && names.size() == 1) return parse_npy(archive.read(archive.members()[0]));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool meant = !member.empty() && (names[i] == member || archive.members()[i].name == member);
        if (meant) return parse_npy(archive.read(archive.members()[i]));
    }
    const std::string expected =
        names.empty() ? "an archive of arrays"
                      : "one of " + printable(join(names)) + ", named as in FILE.npz:" + printable(names[0], 60);
    throw InputError(file.path, "", member.empty() ? to_text(names.size()) + " arrays" : "no array " + quote(member),
                     expected + did_you_mean(member, names));
}

}  // namespace descent::data
