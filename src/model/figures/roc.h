#pragma once
/// \file
/// Area under the receiver operating characteristic: the probability that a positive pattern has a larger score than a
/// negative one, ties counted as half (Hanley and McNeil 1982).

#include <vector>

namespace descent::model {

class RocCurve {
public:
    void add(float score, bool positive, float weight);

    /// Exact, by ranks: sum over pairs of w_p w_n [s_p > s_n] + 1/2 [s_p = s_n], divided by the sum of all w_p w_n. NaN
    /// unless both kinds occur with a weight, or when a score is NaN.
    double area() const;

private:
    struct Point {
        float score, weight;
    };
    static std::vector<Point> ascending(std::vector<Point> points);

    std::vector<Point> positives_, negatives_;
    bool ordered_ = true;  // no score is NaN
};

}  // namespace descent::model
