#include "contest/landscape/projection.h"

#include <cmath>

#include "base/random.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::contest;

namespace {

double dot(const std::vector<double>& x, const std::vector<double>& y) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * y[i];
    return sum;
}

/// Points of a plane in a space of 50 dimensions, wide along one direction and narrow along another.
std::vector<Point> plane_points(double noise) {
    RandomStream stream(3, "points");
    std::vector<Point> points;
    for (int p = 0; p < 40; ++p) {
        const double a = 10 * (stream.uniform() - 0.5), b = 2 * (stream.uniform() - 0.5);
        Point point(50);
        for (std::size_t j = 0; j < 50; ++j) {
            const double along = j % 2 == 0 ? 0.2 : 0, across = j % 2 == 1 ? 0.2 : 0;
            point[j] = static_cast<float>(3 + a * along + b * across + noise * (stream.uniform() - 0.5));
        }
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace

TEST_CASE("the two directions are orthonormal, the wider one first") {
    const Projected p = project(plane_points(0.1), 1);
    REQUIRE(dot(p.plane.u, p.plane.u) == Approx(1).epsilon(1e-9));
    REQUIRE(dot(p.plane.v, p.plane.v) == Approx(1).epsilon(1e-9));
    REQUIRE(std::fabs(dot(p.plane.u, p.plane.v)) < 1e-9);
    REQUIRE(p.plane.u_share > p.plane.v_share);
    REQUIRE(p.plane.u_share + p.plane.v_share < 1);
    REQUIRE(p.plane.u_share + p.plane.v_share > 0.9);
}

TEST_CASE("points of a plane are found again from their coordinates") {
    const std::vector<Point> points = plane_points(0);
    const Projected p = project(points, 2);
    REQUIRE(p.plane.u_share + p.plane.v_share == Approx(1).epsilon(1e-9));
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point back = p.plane.at(p.a[i], p.b[i]);
        for (std::size_t j = 0; j < back.size(); ++j) REQUIRE(back[j] == Approx(points[i][j]).epsilon(1e-5));
    }
}

TEST_CASE("a coordinate is the product with its direction") {
    const std::vector<Point> points = plane_points(0.1);
    const Projected p = project(points, 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::vector<double> centred(50);
        for (std::size_t j = 0; j < 50; ++j) centred[j] = static_cast<double>(points[i][j]) - p.plane.mean[j];
        REQUIRE(p.a[i] == Approx(dot(centred, p.plane.u)).margin(1e-6));
        REQUIRE(p.b[i] == Approx(dot(centred, p.plane.v)).margin(1e-6));
    }
}

TEST_CASE("the last point lies on the positive side, and threads change no bit") {
    const Projected one = project(plane_points(0.1), 1), three = project(plane_points(0.1), 3);
    REQUIRE(one.a.back() >= 0);
    REQUIRE(one.b.back() >= 0);
    REQUIRE(one.a == three.a);
    REQUIRE(one.plane.v == three.plane.v);
}

TEST_CASE("points of two dimensions keep their own axes") {
    const Projected p = project({{1, 2}, {3, 4}}, 1);
    REQUIRE(p.a == std::vector<double>{1, 3});
    REQUIRE(p.b == std::vector<double>{2, 4});
    REQUIRE(p.plane.at(5, 6) == Point{5, 6});
}

TEST_CASE("points that never moved have no direction and no numbers that are not finite") {
    const Projected p = project({{1, 2, 3}, {1, 2, 3}}, 1);
    REQUIRE(p.plane.u_share == 0);
    REQUIRE(p.a == std::vector<double>{0, 0});
    REQUIRE(p.plane.at(0, 0) == Point{1, 2, 3});
}
