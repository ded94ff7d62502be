#pragma once
/// \file
/// ZIP archives, stored or deflated, with the additions for more than 4 GiB.
/// Source: PKWARE, APPNOTE.TXT, 6.3.10: end of central directory (4.3.16), its 64-bit form (4.3.14, 4.3.15), central
/// headers (4.3.12).
///
///     const data::ZipFile archive(storage::map_file("data.npz"));
///     archive.read(archive.members()[0]);

#include <cstdint>
#include <string>
#include <vector>

#include "storage/file_system.h"

namespace descent::data {

struct ZipMember {
    std::string name = {};
    bool deflated = false;
    bool encrypted = false;
    std::uint32_t checksum = 0;    ///< CRC-32 of the content
    std::uint64_t compressed = 0;  ///< bytes in the archive
    std::uint64_t size = 0;        ///< bytes of the content
    std::uint64_t header_at = 0;   ///< of the local header
};

/// [one thread]
class ZipFile {
public:
    /// Reads the central directory. Throws InputError, also for a name that stands there twice.
    explicit ZipFile(storage::FileBytes file);

    const std::vector<ZipMember>& members() const { return members_; }

    /// The content, in the file's own bytes when it is stored; its checksum is checked. Throws InputError.
    storage::FileBytes read(const ZipMember& member) const;

private:
    std::uint64_t number(std::uint64_t at, std::size_t bytes, const std::string& what) const;
    std::uint64_t end_record() const;
    ZipMember central_header(std::uint64_t at, std::uint64_t& next) const;
    void widen(ZipMember& member, std::uint64_t at, std::uint64_t end) const;
    storage::FileBytes inflated(const ZipMember& member, std::span<const std::byte> compressed) const;
    [[noreturn]] void fail(const std::string& place, const std::string& found, const std::string& expected) const;

    storage::FileBytes file_;
    std::vector<ZipMember> members_;
};

}  // namespace descent::data
